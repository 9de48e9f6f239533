// Answers feed requests before anything else sees them: look up, compare validators, write bytes.
using System.Globalization;
using FeedService.Model;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedService.Publish;

internal sealed partial class FeedMiddleware(RequestDelegate next, FeedBoard board, Site site, ILogger<FeedMiddleware> log)
{
    private readonly StringValues cacheControl =
        $"public, max-age={site.MinutesBetweenScans * 60}, stale-while-revalidate={site.MinutesBetweenScans * 60}";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.Value is not { } path || board.Find(path) is not { } slot)
            return next(context);
        if (HttpMethods.IsOptions(context.Request.Method))
            return Preflight(context.Response);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return NotAllowed(context.Response);
        return slot.Current is { } snapshot ? AnswerAsync(context, slot, snapshot) : AnswerFirstAsync(context, slot);
    }

    private async Task AnswerFirstAsync(HttpContext context, FeedSlot slot)
    {
        Snapshot snapshot;
        try
        {
            snapshot = await slot.FirstAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.CannotRender(log, slot.FileName, e.Message);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "30";
            return;
        }
        await AnswerAsync(context, slot, snapshot);
    }

    private Task AnswerAsync(HttpContext context, FeedSlot slot, Snapshot snapshot)
    {
        var representation = Choose(snapshot, context.Request.Headers.AcceptEncoding);
        var headers = context.Response.Headers;
        headers.ETag = representation.ETag;
        headers.LastModified = snapshot.LastModified.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        if (Preconditions.NotModified(context.Request.Headers, representation.ETag, snapshot.LastModified))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        headers.ContentType = slot.Format.MediaType;
        headers.ContentDisposition = $"inline; filename=\"{slot.FileName}\"";
        headers.ContentLength = representation.Bytes.Length;
        if (representation.Encoding is { } encoding)
            headers.ContentEncoding = encoding;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.BodyWriter.WriteAsync(representation.Bytes, context.RequestAborted).AsTask();
    }

    private static Representation Choose(Snapshot snapshot, StringValues acceptEncoding)
    {
        if (AcceptedEncodings.Accepts(acceptEncoding, "br"))
            return snapshot.Brotli;
        return AcceptedEncodings.Accepts(acceptEncoding, "gzip") ? snapshot.Gzip : snapshot.Identity;
    }

    /// <summary>A script on another site that sends If-None-Match asks first.</summary>
    private static Task Preflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "If-None-Match, If-Modified-Since";
        response.Headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    }

    private static Task NotAllowed(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        response.Headers.Allow = "GET, HEAD, OPTIONS";
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed} cannot be rendered: {Reason}")]
        public static partial void CannotRender(ILogger logger, string feed, string reason);
    }
}
