// What a browser may do with our pages: show them, with our own style, script and icon. Nothing inline, nothing from elsewhere.
namespace FeedService.Publish;

internal static class ContentPolicy
{
    private const string Ours = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'";

    /// <summary>For what is no page, feeds above all: whoever opens it in a browser gets text, and nothing in it runs.</summary>
    public const string Document = "default-src 'none'; sandbox";

    public const string Page = $"{Ours}; script-src 'self'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The only pages that other sites may frame; they hold no script.</summary>
    public const string Embed = $"{Ours}; form-action 'none'; frame-ancestors *";

    /// <summary>The only pages with forms.</summary>
    public const string Operator = $"{Ours}; script-src 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task SetDefaultAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        context.Response.Headers.ContentSecurityPolicy = Page;
        return next(context);
    }

    /// <summary>For the endpoints of a group that has another policy.</summary>
    public static TBuilder WithPolicy<TBuilder>(this TBuilder endpoints, string policy)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter((invocation, next) =>
        {
            invocation.HttpContext.Response.Headers.ContentSecurityPolicy = policy;
            return next(invocation);
        });
}
