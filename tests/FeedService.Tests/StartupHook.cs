// Weakens the service under test, for the controls: loaded by DOTNET_STARTUP_HOOKS, which wants this name in no namespace.
using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

internal sealed class StartupHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>The statement to run before every transaction, and so after what the service itself tells a connection.</summary>
    public const string Variable = "FEEDSERVICE_TEST_PRAGMA";

    /// <summary>The language whose times stand in the place of the invariant ones, as on a machine of that language without our care.</summary>
    public const string Language = "FEEDSERVICE_TEST_LANGUAGE";

    /// <summary>By EF's number: while one connection writes, another looks at what comes next.</summary>
    private readonly ConcurrentDictionary<object, DbConnection> opened = new();

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Language) is { Length: > 0 } language)
            SpeakEverywhere(new CultureInfo(language).DateTimeFormat);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
            DiagnosticListener.AllListeners.Subscribe(new StartupHook());
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // By reflection: naming EF's types would load this project's references into the service.
        if (value.Key.EndsWith(".ConnectionOpened", StringComparison.Ordinal))
            opened[Of(value.Value!, "ConnectionId")] = (DbConnection)Of(value.Value!, "Connection");
        else if (value.Key.EndsWith(".TransactionStarting", StringComparison.Ordinal))
            Weaken(opened[Of(value.Value!, "ConnectionId")]);
    }

    /// <summary>The colon of a time is another sign in some languages, and a format without a culture of its own writes that.</summary>
    private static void SpeakEverywhere(DateTimeFormatInfo language) => typeof(DateTimeFormatInfo)
        .GetField("timeSeparator", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(CultureInfo.InvariantCulture.DateTimeFormat, language.TimeSeparator);

    private static object Of(object value, string property) => value.GetType().GetProperty(property)!.GetValue(value)!;

    private static void Weaken(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Environment.GetEnvironmentVariable(Variable);
        command.ExecuteNonQuery();
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
