// Lets in whoever knows the token; without a token, who sits at this machine.
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FeedService.Model;
using FeedService.Publish.Pages;
using Microsoft.Extensions.Options;

namespace FeedService.Publish.Operator;

internal sealed class OperatorAccess(IOptions<OperatorOptions> options, Site site)
{
    private static readonly string[] Forwarding = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Real-IP"];

    public ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var token = options.Value.Token;
        if (string.IsNullOrEmpty(token))
            return IsAtThisMachine(context) ? next(invocation) : ValueTask.FromResult<object?>(Refusal(StatusCodes.Status403Forbidden, "This page is open on the machine itself only. Operator:Token in the configuration opens it further."));
        if (Knows(context.Request.Headers.Authorization.ToString(), token))
            return next(invocation);
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"FeedService operator\", charset=\"UTF-8\"";
        return ValueTask.FromResult<object?>(Refusal(StatusCodes.Status401Unauthorized, "This page asks for the operator’s token, as the password; the name does not matter."));
    }

    /// <summary>
    /// A proxy on this machine makes every visitor look local. It says so in a header, or asks in HTTP/1.0 (nginx, when not
    /// told otherwise), or passes on a host name of its own. The host is looked at for a second reason: a page elsewhere
    /// may have its name point at 127.0.0.1, and then speak to us as its own site.
    /// </summary>
    private static bool IsAtThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !Forwarding.Any(context.Request.Headers.ContainsKey)
        && context.Request.Protocol != HttpProtocol.Http10
        && HostString.FromUriComponent(context.Request.Headers.Host.ToString()).Host is "localhost" or "127.0.0.1" or "[::1]";

    /// <summary>Basic is what browsers can ask for by themselves; Bearer is for programs.</summary>
    private static bool Knows(string authorization, string token) => authorization.Split(' ', 2) switch
    {
        ["Bearer" or "bearer", var given] => Same(given, token),
        ["Basic" or "basic", var encoded] => Same(PasswordOf(encoded), token),
        _ => false,
    };

    private static string PasswordOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : "";
    }

    /// <summary>Takes as long for a nearly right token as for a wrong one.</summary>
    private static bool Same(string given, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private Answer Refusal(int status, string reason)
    {
        var page = new Page(site) { Title = "For the operator", Description = reason, Address = null, Status = status };
        page.Body.Add($"<h1>For the operator</h1>").Add($"<p>{reason}</p>");
        return page.ToAnswer();
    }
}
