// /health/topics: for each topic the last listing, the last change, when news are due, and whether they are late.
namespace FeedService.Publish;

internal static class TopicHealth
{
    public static void MapTopicHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health/topics", ReadAsync);

    /// <summary>Always 200: a site that publishes nothing new is no fault of the service's. A monitor looks at "late".</summary>
    private static async Task<IResult> ReadAsync(HttpResponse response, TopicPulses pulses, TimeProvider clock, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var now = clock.GetUtcNow();
        var topics = (await pulses.ReadAsync(cancellationToken)).Select(pulse => new
        {
            Topic = pulse.Topic.Slug,
            Items = pulse.Stories,
            LastListing = Second(pulse.LastListing),
            LastChange = Second(pulse.ChangedAt),
            LastNews = Second(pulse.LastNews),
            Expected = Second(pulse.Expected),
            Late = pulse.IsSilentAt(now),
        });
        return TypedResults.Json(new { Topics = topics }, JsonAnswers.Options, JsonAnswers.MediaType);
    }

    private static string? Second(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
