// The whole service in this process, on a free port, over a folder of its own: tests speak files to it and HTTP.
using FeedService.Commands;
using FeedService.Ingest;
using FeedService.Publish;
using FeedService.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeedService.Tests.Support;

internal sealed class TestService : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication service;

    private TestService(WebApplication service, TestClock clock, LogLines log)
    {
        (this.service, Clock, Log) = (service, clock, log);
        Client = new HttpClient { BaseAddress = new Uri(service.Urls.First()) };
    }

    public TestClock Clock { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => service.Services.GetRequiredService<T>();

    /// <summary>Starts over the folder's inbox and database; nothing runs by schedule, so that runs are the test's own.</summary>
    public static Task<TestService> StartAsync(TestFolder folder, params string[] configuration) => StartWeakenedAsync(folder, _ => { }, configuration);

    /// <summary>For controls: the same service without what a test guards.</summary>
    public static async Task<TestService> StartWeakenedAsync(TestFolder folder, Action<IServiceCollection> weaken, params string[] configuration)
    {
        var clock = new TestClock(Start);
        var log = new LogLines();
        Directory.CreateDirectory(folder.Inbox);
        string[] defaults =
        [
            "--Urls=http://127.0.0.1:0", "--PublicUrl=https://feeds.example.org", $"--Inbox:Folder={folder.Inbox}", "--Inbox:Schedule=1.00:00:00",
            "--Inbox:SettleSeconds=0", $"--Storage:ConnectionString=Data Source={folder.Database}", "--Site:Title=Example Site",
        ];
        var builder = Composition.CreateBuilder([.. defaults, .. configuration]).AddService();
        builder.Services.Remove(builder.Services.Single(added => added.ServiceType == typeof(IHostedService) && added.ImplementationType?.Namespace == "Quartz"));
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Logging.ClearProviders().AddProvider(log);
        weaken(builder.Services);
        var service = builder.Build().MapPublish();
        await service.Services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
        await service.StartAsync();
        return new TestService(service, clock, log);
    }

    /// <summary>One run over the inbox, published.</summary>
    public async Task<RunSummary> IngestAsync()
    {
        var summary = await Get<IngestRun>().OverInboxAsync(CancellationToken.None);
        await Get<FeedBoard>().LookAsync(CancellationToken.None);
        return summary;
    }

    /// <summary>One run, and the operator's yes to whatever it held: for tests that need more stories than a site publishes in a day.</summary>
    public async Task<RunSummary> IngestTrustedAsync()
    {
        var summary = await Get<IngestRun>().OverInboxAsync(CancellationToken.None);
        foreach (var held in (await Get<ListingReader>().ReadAsync(ListingStatus.Held, int.MaxValue, CancellationToken.None)).Reverse())
            summary.Add((await Get<Intake>().AcceptAsync(held.Number, Clock.Now, CancellationToken.None))!);
        await Get<FeedBoard>().LookAsync(CancellationToken.None);
        return summary;
    }

    public Task<string> GetAsync(string path) => Client.GetStringAsync(path);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await service.StopAsync();
        await service.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}

/// <summary>What the service logged at information and above, a line each.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Add(formatter(state, exception) + (exception is null ? "" : $" ({exception})"));
    }

    public void Dispose()
    {
    }
}
