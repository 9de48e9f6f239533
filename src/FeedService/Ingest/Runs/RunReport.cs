// What a run tells the log: what became of each file, what stood in the way, one line at its end.
namespace FeedService.Ingest;

internal sealed partial class RunReport(ILogger<IngestRun> log)
{
    /// <summary>What stood in the way in this run, and in the last one: it is told when it begins, and again only when it comes back.</summary>
    private readonly HashSet<InboxProblem> problems = [];

    private readonly HashSet<InboxProblem> told = [];

    /// <summary>What kept this run from looking at the inbox at all, or null.</summary>
    public InboxProblem? Blindness => problems.FirstOrDefault(problem => problem.OfWholeInbox);

    public void Tell(InboxProblem problem, RunSummary summary)
    {
        if (!problems.Add(problem))
            return;
        summary.Unreadable++;
        if (!told.Contains(problem))
            Log.Problem(log, problem.Label, problem.Reason);
    }

    public void Tell(Outcome outcome, string file)
    {
        switch (outcome)
        {
            case Outcome.SeenBefore seen:
                Log.SeenBefore(log, file, seen.Label);
                break;
            case Outcome.Rejected rejected:
                Log.Rejected(log, file, rejected.Reason);
                break;
            case Outcome.Held held:
                Log.Held(log, file, held.Reason);
                break;
            case Outcome.Read read:
                Log.Read(log, file, read.Entries, read.NewItems, read.EditedItems, read.Furniture);
                break;
        }
    }

    public void Progress(int done, int all, RunSummary summary) => Log.Progress(log, done, all, summary.NewItems);

    public void Finished(RunSummary summary)
    {
        if (summary.Listings > 0 || summary.Unsettled > 0)
            Log.Finished(log, summary);
        else
            Log.Quiet(log, summary);
    }

    /// <param name="advice">What to do about it, where that is known; then the stack says nothing more.</param>
    public void Failed(Exception error, string? advice)
    {
        if (advice is null)
            Log.Failed(log, error);
        else
            Log.Stopped(log, advice);
    }

    public void NotRecorded(Exception error) => Log.NotRecorded(log, error.Message);

    /// <summary>What stood in the way now is known when the next run meets it.</summary>
    public void EndOfRun()
    {
        told.Clear();
        told.UnionWith(problems);
        problems.Clear();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Run finished: {Summary}")]
        public static partial void Finished(ILogger logger, RunSummary summary);

        [LoggerMessage(Level = LogLevel.Error, Message = "Run failed; what it had taken in stays, the next run goes on from there")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(Level = LogLevel.Error, Message = "Run stopped: {Reason}. What it had taken in stays, the next run goes on from there")]
        public static partial void Stopped(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "The failed run could not be recorded: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Run finished, nothing new: {Summary}")]
        public static partial void Quiet(ILogger logger, RunSummary summary);

        [LoggerMessage(Level = LogLevel.Information, Message = "Run goes on: {Done} of {All} files, {NewItems} new items so far")]
        public static partial void Progress(ILogger logger, int done, int all, int newItems);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{File}: {Entries} entries, {NewItems} new, {EditedItems} edited, {Furniture} line(s) of furniture")]
        public static partial void Read(ILogger logger, string file, int entries, int newItems, int editedItems, int furniture);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{File}: the same bytes were read before, as {Before}")]
        public static partial void SeenBefore(ILogger logger, string file, string before);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: rejected: {Reason}")]
        public static partial void Rejected(ILogger logger, string file, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: held, nothing of it is published: {Reason}")]
        public static partial void Held(ILogger logger, string file, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File}: not read: {Reason}")]
        public static partial void Problem(ILogger logger, string file, string reason);
    }
}
