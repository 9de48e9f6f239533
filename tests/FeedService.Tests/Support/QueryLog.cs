// Every command that EF Core sends to one database, as its own diagnostics tell it.
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FeedService.Tests.Support;

internal sealed class QueryLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly List<string> commands = [];
    private readonly List<IDisposable> subscriptions = [];

    public QueryLog(TestFolder folder)
    {
        database = folder.Database;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Since the last time.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (commands)
        {
            var taken = commands.ToList();
            commands.Clear();
            return taken;
        }
    }

    /// <summary>Since the last time, without those by which the service looks for changes every second.</summary>
    public IReadOnlyList<string> TakeOthers() => [.. Take().Where(command => !IsLook(command))];

    public static bool IsLook(string command) => command.Contains("\"Revision\" > @", StringComparison.Ordinal);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandExecutedEventData executed || executed.Command.Connection?.DataSource != database)
            return;
        lock (commands)
            commands.Add(executed.Command.CommandText);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
