// Answers feed requests before anything else sees them: topics' feeds, choices from them, their archives.
using FeedService.Model;
using FeedService.Publish.Feeds;

namespace FeedService.Publish;

internal sealed partial class FeedMiddleware(RequestDelegate next, FeedBoard board, ChoiceBoard choices, ArchiveShelf archives, Site site, ILogger<FeedMiddleware> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is not { } path)
            return next(context);
        if (board.Find(path) is { } slot)
            return RefusedMethod(context) ?? (context.Request.QueryString.HasValue ? AnswerChoiceAsync(context, slot) : AnswerAsync(context, slot));
        if (ArchiveAddress.Parse(path) is { } archive)
            return RefusedMethod(context) ?? AnswerArchiveAsync(context, archive);
        return next(context);
    }

    private Task AnswerAsync(HttpContext context, FeedSlot slot) =>
        slot.Current is { } snapshot ? FeedAnswer.WriteAsync(context, snapshot) : AnswerMadeAsync(context, () => slot.FirstAsync(context.RequestAborted));

    private Task AnswerChoiceAsync(HttpContext context, FeedSlot slot) => choices.Read(slot, context.Request.Query) switch
    {
        { Fault: { } fault } => FeedAnswer.RefuseAsync(context, fault),
        { Choice: { } choice } => AnswerMadeAsync(context, () => choices.FindAsync(slot, choice, context.RequestAborted)),
        _ => AnswerAsync(context, slot),
    };

    private async Task AnswerArchiveAsync(HttpContext context, ArchiveAddress address)
    {
        ShelvedArchive? shelved;
        try
        {
            shelved = await archives.FindAsync(address, context.RequestAborted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await TryLaterAsync(context, e);
            return;
        }
        await (shelved switch
        {
            null => next(context),
            { Snapshot: { } snapshot } => FeedAnswer.WriteAsync(context, snapshot),
            _ => FeedAnswer.LeadToAsync(context, site.ArchiveAddress(address.Slug, shelved.Newest, address.Format.Extension)),
        });
    }

    private async Task AnswerMadeAsync(HttpContext context, Func<ValueTask<Snapshot>> make)
    {
        Snapshot snapshot;
        try
        {
            snapshot = await make();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await TryLaterAsync(context, e);
            return;
        }
        await FeedAnswer.WriteAsync(context, snapshot);
    }

    private Task TryLaterAsync(HttpContext context, Exception reason)
    {
        Log.CannotRender(log, context.Request.Path.Value!, reason.Message);
        return FeedAnswer.TryLaterAsync(context);
    }

    private static Task? RefusedMethod(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            return null;
        return HttpMethods.IsOptions(method) ? FeedAnswer.PreflightAsync(context) : FeedAnswer.NotAllowedAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} cannot be rendered: {Reason}")]
        public static partial void CannotRender(ILogger logger, string feed, string reason);
    }
}
