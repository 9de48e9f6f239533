// Stands before everything: what no answer goes without, what no request may do, and how much one client gets.
namespace FeedService.Publish.Guards;

/// <summary>Feeds pass through it too, so what every request pays is two headers set and two looked at.</summary>
internal sealed class Guard(RequestDelegate next, Allowance allowance)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentPolicy.Document;
        if (SaysTwiceHowLongItIs(context.Request.Headers))
            return RefuseAsync(context);
        return allowance.Limits(context.Connection.RemoteIpAddress) ? CountAsync(context) : next(context);
    }

    /// <summary>
    /// RFC 9112, section 6.1: it may be an attempt to smuggle a second request past a proxy that believes the other one.
    /// Kestrel believes Transfer-Encoding and puts Content-Length aside under another name.
    /// </summary>
    private static bool SaysTwiceHowLongItIs(IHeaderDictionary request) =>
        request.TransferEncoding.Count > 0 && (request.ContentLength is not null || request.ContainsKey("X-Content-Length"));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    private async Task CountAsync(HttpContext context)
    {
        var client = context.Connection.RemoteIpAddress!;
        if (allowance.IsUsedUp(client))
        {
            if (allowance.IsAbused(client) || !await AnswersNotModifiedAsync(context))
            {
                allowance.Take(client);
                await TurnAwayAsync(context);
            }
            return;
        }
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status304NotModified)
            allowance.Take(client);
    }

    /// <summary>
    /// A reader that has the newest version is told so, however often it asks. Whether it has is not known before the answer is
    /// made, so that is done as for HEAD: without a body nothing has left us yet, and another answer can still be given.
    /// </summary>
    private async Task<bool> AnswersNotModifiedAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return false;
        if (request.Headers.IfNoneMatch.Count == 0 && request.Headers.IfModifiedSince.Count == 0)
            return false;
        request.Method = HttpMethods.Head;
        await next(context);
        return context.Response.HasStarted || context.Response.StatusCode == StatusCodes.Status304NotModified;
    }

    private Task TurnAwayAsync(HttpContext context)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = allowance.SecondsToWait().ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = ContentPolicy.Document;
        response.Headers.AccessControlAllowOrigin = "*";
        return Task.CompletedTask;
    }
}
