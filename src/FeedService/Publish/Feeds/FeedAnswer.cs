// A snapshot as the answer to a request: choose the encoding, compare validators, write bytes.
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedService.Publish.Feeds;

internal static class FeedAnswer
{
    public static Task WriteAsync(HttpContext context, Snapshot snapshot)
    {
        var representation = Choose(snapshot, context.Request.Headers.AcceptEncoding);
        var headers = context.Response.Headers;
        headers.ETag = representation.ETag;
        headers.LastModified = snapshot.LastModifiedText;
        headers.CacheControl = snapshot.Headers.CacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        AddCommonHeaders(headers);
        if (Preconditions.NotModified(context.Request.Headers, representation.ETag, snapshot.LastModified))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        headers.ContentType = snapshot.Headers.ContentType;
        headers.ContentDisposition = snapshot.Headers.ContentDisposition;
        headers.ContentLength = representation.Bytes.Length;
        if (representation.Encoding is { } encoding)
            headers.ContentEncoding = encoding;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.BodyWriter.WriteAsync(representation.Bytes, context.RequestAborted).AsTask();
    }

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

    private static void AddCommonHeaders(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
    }

    private static Representation Choose(Snapshot snapshot, StringValues acceptEncoding)
    {
        if (AcceptedEncodings.Accepts(acceptEncoding, "br"))
            return snapshot.Brotli;
        return AcceptedEncodings.Accepts(acceptEncoding, "gzip") ? snapshot.Gzip : snapshot.Identity;
    }
}
