// Proof that a form was ours: another site's page can make a browser post, but cannot know this.
using FeedService.Publish.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace FeedService.Publish.Operator;

/// <summary>The hidden field of a form of ours.</summary>
internal sealed record FormToken(Html Field)
{
    public static FormToken For(HttpContext context, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new FormToken(Html.Of($"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{tokens.RequestToken}\">"));
    }

    /// <summary>An endpoint filter for what forms are posted to.</summary>
    public static async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        return await IsOursAsync(context)
            ? await next(invocation)
            : TypedResults.Problem("This form is not, or no longer, one of ours. Go back to /operator, load it again and repeat.", statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<bool> IsOursAsync(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            // No form at all: broken in its middle, cut short, or not what it says it is.
            return false;
        }
    }
}
