// A page or document made for one request, with a validator, so that asking again costs nobody the bytes.
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FeedService.Publish;

/// <summary>200 with the bytes, or 304 for a client that has them.</summary>
internal sealed class Answer(byte[] body, string mediaType) : IResult
{
    /// <summary>Ask every time; a 304 where nothing changed.</summary>
    private const string AlwaysAsk = "no-cache";

    public Answer(string body, string mediaType)
        : this(Encoding.UTF8.GetBytes(body), mediaType)
    {
    }

    public string CacheControl { get; init; } = AlwaysAsk;

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Name under which a browser saves it, or null.</summary>
    public string? FileName { get; init; }

    public async Task ExecuteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        var etag = $"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 16))}\"";
        headers.CacheControl = CacheControl;
        if (Status == StatusCodes.Status200OK)
            headers.ETag = etag;
        if (Status == StatusCodes.Status200OK && Preconditions.NotModified(context.Request.Headers, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.StatusCode = Status;
        headers.ContentType = mediaType;
        headers.ContentLength = body.Length;
        if (FileName is not null)
            headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
