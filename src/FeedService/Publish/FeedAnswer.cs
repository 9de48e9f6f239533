// A representation as the answer to a request: compare validators, write bytes. And the answers where there is none.
using FeedService.Publish.Snapshots;
using Microsoft.Net.Http.Headers;

namespace FeedService.Publish;

internal static class FeedAnswer
{
    /// <summary>What a slow reader of a large feed holds is rounded up to a power of two only below this.</summary>
    private const int Piece = 64 * 1024;

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
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : SendAsync(response, bytes);
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

    /// <summary>
    /// Asked for as much room as the bytes need, Kestrel lends one buffer, the same one to each answer of a thread, so that it is
    /// still in the processor's cache. Left to itself it copies them into blocks of 4 KB, taken in turn from all over its
    /// memory, and hands the kernel a list of them: that was a twelfth of what an answer of 35 KB costs. The headers must stand
    /// in front first.
    /// </summary>
    private static async Task SendAsync(HttpResponse response, byte[] bytes)
    {
        await response.StartAsync();
        for (var sent = 0; sent < bytes.Length; sent += Piece)
        {
            var piece = bytes.AsSpan(sent, Math.Min(Piece, bytes.Length - sent));
            piece.CopyTo(response.BodyWriter.GetSpan(piece.Length));
            response.BodyWriter.Advance(piece.Length);
        }
        await response.BodyWriter.FlushAsync();
    }
}
