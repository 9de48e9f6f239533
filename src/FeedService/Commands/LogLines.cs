// Logs on standard error: lines for people on a terminal, JSON for programs elsewhere. Standard output is for what a command was asked for.
using System.Globalization;
using FeedService.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FeedService.Commands;

internal static class LogLines
{
    public static ILoggingBuilder AddLogLines(this ILoggingBuilder logging)
    {
        logging.AddConsole(console =>
        {
            // Logging:Console:FormatterName decides, where it is set.
            console.FormatterName ??= Console.IsErrorRedirected ? ConsoleFormatterNames.Json : LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<JsonConsoleFormatterOptions>(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        return logging;
    }
}

/// <summary>"18:30:05 warn: IngestRun: what happened"; an exception follows, indented, so that no line of its text passes for one of ours.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var source = logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..];
        var message = Printable.Of(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss} {LevelOf(logEntry.LogLevel)}: {source}: {message}"));
        if (logEntry.Exception is not { } exception)
            return;
        foreach (var line in exception.ToString().Split('\n'))
            textWriter.WriteLine($"      {Printable.Of(line.TrimEnd('\r'))}");
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "debug",
    };
}
