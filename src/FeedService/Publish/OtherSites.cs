// Lets scripts of other sites read an answer (the Fetch standard's CORS), for what is public anyway.
namespace FeedService.Publish;

internal static class OtherSites
{
    /// <summary>GET and HEAD at the pattern, readable from everywhere; OPTIONS for the script that sends If-None-Match and asks first.</summary>
    public static RouteHandlerBuilder MapForOtherSites(this IEndpointRouteBuilder routes, string pattern, Delegate handler)
    {
        routes.MapMethods(pattern, [HttpMethods.Options], (HttpContext context) => Preflight(context.Response));
        return routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler).AddEndpointFilter((invocation, next) =>
        {
            invocation.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
            return next(invocation);
        });
    }

    private static IResult Preflight(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "If-None-Match, If-Modified-Since";
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}
