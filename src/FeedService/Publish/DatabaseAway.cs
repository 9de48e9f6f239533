// Pages and the API while the database cannot be read: 503 and when to come back. Feeds never come here.
using System.Text;
using FeedService.Storage;

namespace FeedService.Publish;

internal sealed partial class DatabaseAway(RequestDelegate next, ILogger<DatabaseAway> log)
{
    private static readonly byte[] Sentence = Encoding.UTF8.GetBytes("This cannot be shown just now. Try again in half a minute; the feeds are served meanwhile.\n");

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && DatabaseFault.AdviceOn(e) is { } advice)
        {
            Log.Away(log, context.Request.Path.Value!, advice);
            await AnswerAsync(context);
        }
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = Sentence.Length;
        response.Headers.RetryAfter = "30";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentEncoding = default;
        response.Headers.ETag = default;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(Sentence, context.RequestAborted).AsTask();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be shown: {Reason}")]
        public static partial void Away(ILogger logger, string path, string reason);
    }
}
