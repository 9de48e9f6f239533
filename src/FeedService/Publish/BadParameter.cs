// A request that makes no sense: answered 400, with the sentence that says why (RFC 9457).
namespace FeedService.Publish;

/// <summary>A query parameter's value cannot be used; the message says what is allowed.</summary>
internal sealed class BadParameterException(string message) : Exception(message);

internal static class BadParameter
{
    /// <summary>Answers the exception. An endpoint filter, so that the headers set before it stay.</summary>
    public static async ValueTask<object?> ToBadRequestAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (BadParameterException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
