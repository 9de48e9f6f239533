// Answers feed requests before anything else sees them. The walk of a request starts here.
using FeedService.Model;
using FeedService.Publish.Feeds;
using FeedService.Publish.Snapshots;

namespace FeedService.Publish;

internal sealed partial class FeedMiddleware(RequestDelegate next, FeedBoard board, ChoiceBoard choices, ArchiveShelf archives, Site site, ILogger<FeedMiddleware> log)
{
    public Task InvokeAsync(HttpContext context) => TryAnswerAtOnce(context) ?? AnswerElsewhereAsync(context);

    /// <summary>
    /// Nearly every request: its path is in the table and the bytes are at hand. Runs on the thread that read the request from
    /// its socket (see <see cref="SocketThreads"/>), so it neither waits nor allocates. Null where there is more to do.
    /// </summary>
    private Task? TryAnswerAtOnce(HttpContext context)
    {
        var request = context.Request;
        if (request.QueryString.HasValue || !IsReading(request.Method) || board.Find(request.Path.Value!) is not { } slot)
            return null;
        return slot.Find(CodingFor(context)) is { } representation ? FeedAnswer.TryWrite(context, representation) : null;
    }

    /// <summary>All the others, and every request that is not for a feed: they may block, so they leave the socket's thread to its other connections.</summary>
    private async Task AnswerElsewhereAsync(HttpContext context)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var path = context.Request.Path.Value!;
        if (board.Find(path) is { } slot)
            await (RefusedMethod(context) ?? AnswerAsync(context, slot));
        else if (ArchiveAddress.Parse(path) is { } archive)
            await (RefusedMethod(context) ?? AnswerArchiveAsync(context, archive));
        else
            await next(context);
    }

    private Task AnswerAsync(HttpContext context, FeedSlot slot)
    {
        var (choice, fault) = choices.Read(slot, context.Request.Query);
        if (fault is not null)
            return FeedAnswer.RefuseAsync(context, fault);
        return choice is null
            ? AnswerMadeAsync(context, slot.MakeAsync(CodingFor(context), context.RequestAborted))
            : AnswerMadeAsync(context, choices.FindAsync(slot, choice, CodingFor(context), context.RequestAborted));
    }

    private async Task AnswerMadeAsync(HttpContext context, ValueTask<Representation> making)
    {
        Representation made;
        try
        {
            made = await making;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await TryLaterAsync(context, e);
            return;
        }
        await FeedAnswer.WriteAsync(context, made);
    }

    private async Task AnswerArchiveAsync(HttpContext context, ArchiveAddress address)
    {
        ShelvedArchive? shelved;
        try
        {
            shelved = await archives.FindAsync(address, CodingFor(context), context.RequestAborted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await TryLaterAsync(context, e);
            return;
        }
        await (shelved switch
        {
            null => next(context),
            { Document: { } document } => FeedAnswer.WriteAsync(context, document),
            _ => FeedAnswer.LeadToAsync(context, site.ArchiveAddress(address.Slug, shelved.Newest, address.Format.Extension)),
        });
    }

    private Task TryLaterAsync(HttpContext context, Exception reason)
    {
        Log.CannotRender(log, context.Request.Path.Value!, reason.Message);
        return FeedAnswer.TryLaterAsync(context);
    }

    private static ContentCoding CodingFor(HttpContext context) => ContentCodings.Preferred(context.Request.Headers.AcceptEncoding);

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static Task? RefusedMethod(HttpContext context)
    {
        if (IsReading(context.Request.Method))
            return null;
        return HttpMethods.IsOptions(context.Request.Method) ? FeedAnswer.PreflightAsync(context) : FeedAnswer.NotAllowedAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} cannot be rendered: {Reason}")]
        public static partial void CannotRender(ILogger logger, string feed, string reason);
    }
}
