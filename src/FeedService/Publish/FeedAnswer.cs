// A representation as the answer to a request: compare validators, write bytes. And the answers where there is none.
using System.IO.Pipelines;
using FeedService.Publish.Snapshots;
using Microsoft.Net.Http.Headers;

namespace FeedService.Publish;

internal static class FeedAnswer
{
    /// <summary>The answer, or null where it needs bytes that are not at hand any more.</summary>
    public static Task? TryWrite(HttpContext context, Representation representation)
    {
        var (request, response) = (context.Request, context.Response);
        if (Preconditions.NotModified(request.Headers, representation.ETag, representation.Snapshot))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            AddValidators(response.Headers, representation);
            return Task.CompletedTask;
        }
        if (representation.Bytes is not { } bytes)
            return null;
        AddValidators(response.Headers, representation);
        AddContentHeaders(response.Headers, representation);
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : Sent(response.BodyWriter.WriteAsync(bytes));
    }

    /// <summary>The answer of bytes that have just been made: if they have had to make room already, there is no room.</summary>
    public static Task WriteAsync(HttpContext context, Representation representation) => TryWrite(context, representation) ?? TryLaterAsync(context);

    /// <summary>A request that makes no sense: a sentence that says why.</summary>
    public static Task RefuseAsync(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        AddCommonHeaders(context.Response.Headers);
        context.Response.ContentType = "text/plain; charset=utf-8";
        var bytes = System.Text.Encoding.UTF8.GetBytes(sentence + "\n");
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>A document that has a newer edition. For an hour only: that one may get a newer one in its turn.</summary>
    public static Task LeadToAsync(HttpContext context, Uri address)
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        AddCommonHeaders(context.Response.Headers);
        context.Response.Headers.Location = address.AbsoluteUri;
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Task.CompletedTask;
    }

    /// <summary>There is nothing to serve yet and no way to make it now.</summary>
    public static Task TryLaterAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        AddCommonHeaders(context.Response.Headers);
        context.Response.Headers.RetryAfter = "30";
        return Task.CompletedTask;
    }

    /// <summary>A script on another site that sends If-None-Match asks first.</summary>
    public static Task PreflightAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
        context.Response.Headers.AccessControlAllowHeaders = "If-None-Match, If-Modified-Since";
        context.Response.Headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    }

    public static Task NotAllowedAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, OPTIONS";
        return Task.CompletedTask;
    }

    private static void AddValidators(IHeaderDictionary headers, Representation representation)
    {
        headers.ETag = representation.ETag;
        headers.LastModified = representation.Snapshot.LastModifiedText;
        headers.CacheControl = representation.Snapshot.Headers.CacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        AddCommonHeaders(headers);
    }

    private static void AddContentHeaders(IHeaderDictionary headers, Representation representation)
    {
        headers.ContentType = representation.Snapshot.Headers.ContentType;
        headers.ContentDisposition = representation.Snapshot.Headers.ContentDisposition;
        headers.ContentLength = representation.Length;
        if (representation.Encoding is { } encoding)
            headers.ContentEncoding = encoding;
    }

    private static void AddCommonHeaders(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>A write that is done needs no Task of its own.</summary>
    private static Task Sent(ValueTask<FlushResult> writing)
    {
        if (!writing.IsCompletedSuccessfully)
            return writing.AsTask();
        writing.GetAwaiter().GetResult();
        return Task.CompletedTask;
    }
}
