// Addresses are for ever: those of a renamed topic lead to today's, those of a closed one say that it is closed.
using System.Text;
using System.Text.RegularExpressions;
using FeedService.Model;
using FeedService.Publish.Pages;

namespace FeedService.Publish;

internal sealed partial class FormerTopics(RequestDelegate next, FeedBoard board, Site site)
{
    /// <summary>A day: readers remember a new address by themselves, and an operator may have made a mistake.</summary>
    private const string ADay = "public, max-age=86400";

    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return next(context);
        var address = Addresses().Match(context.Request.Path.Value ?? "");
        if (!address.Success)
            return next(context);
        var (kind, slug, rest) = (address.Groups["kind"].Value, address.Groups["slug"].Value, address.Groups["rest"].Value);
        if (!site.IsOpen(slug))
            return CloseAsync(context, kind);
        var asked = context.Request.QueryString.Value ?? "";
        var (today, query) = (Today(slug), asked.Length == 0 ? asked : Today(asked.Split('&')));
        return today == slug && query == asked ? next(context) : LeadTo(context, $"{site.PublicUrl}/{kind}/{today}{rest}{query}");
    }

    /// <summary>A choice names topics in its query. This runs before any limit, so it reads each character once.</summary>
    private string Today(string[] parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].TrimStart('?').Split('=', 2) is [var name, var value] && IsOfTopics(name) && Slugs(value) is var slugs && Array.Exists(slugs, slug => Today(slug) != slug))
                parameters[i] = $"{(i == 0 ? "?" : "")}{name}={string.Join(value.Contains(',', StringComparison.Ordinal) ? "," : "%2C", slugs.Select(Today))}";
        }
        return string.Join('&', parameters);
    }

    private static bool IsOfTopics(string name) => name.Equals("topics", StringComparison.OrdinalIgnoreCase) || name.Equals("not", StringComparison.OrdinalIgnoreCase);

    private static string[] Slugs(string value) => value.Split([",", "%2C", "%2c"], StringSplitOptions.None);

    /// <summary>The first run after a start renames the topic's row; until then it is served under its old name, and nobody is led to what is not there.</summary>
    private string Today(string slug) => site.MovedTopics.TryGetValue(slug.ToLowerInvariant(), out var today) && board.IsTopic(today) ? today : slug;

    private static Task LeadTo(HttpContext context, string address)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status301MovedPermanently;
        response.Headers.Location = new Uri(address).AbsoluteUri;
        response.Headers.CacheControl = ADay;
        response.Headers.AccessControlAllowOrigin = "*";
        return Task.CompletedTask;
    }

    private Task CloseAsync(HttpContext context, string kind) =>
        kind == "topics" ? ContentPolicy.SetDefaultAsync(context, MissingPage.OfClosed(site).ToAnswer().ExecuteAsync) : RefuseFeedAsync(context);

    /// <summary>To a program, in a sentence for the person who looks why.</summary>
    private static Task RefuseFeedAsync(HttpContext context)
    {
        var bytes = Encoding.UTF8.GetBytes("This topic has come to its end. There is no feed of it any more.\n");
        var response = context.Response;
        response.StatusCode = StatusCodes.Status410Gone;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = ADay;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    [GeneratedRegex("^/(?<kind>feeds|topics)/(?<slug>[a-z0-9-]+)(?<rest>(?:[./].*)?)\\z")]
    private static partial Regex Addresses();
}
