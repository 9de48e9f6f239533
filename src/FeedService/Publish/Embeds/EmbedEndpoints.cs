// The addresses that other sites use to show our headlines.
using System.Globalization;
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Embeds;

internal static class EmbedEndpoints
{
    public static void MapEmbeds(this IEndpointRouteBuilder routes)
    {
        var embeds = routes.MapGroup("").AddEndpointFilter(BadParameter.ToBadRequestAsync);
        embeds.MapForOtherSites("/topics/{slug}/headlines.json", JsonAsync);
        embeds.MapForOtherSites("/topics/{slug}/headlines.html", FragmentAsync);
        embeds.MapForOtherSites("/topics/{slug}/embed", FrameAsync).WithPolicy(ContentPolicy.Embed);
        embeds.MapForOtherSites("/assets/embed.css", Style);
        embeds.MapForOtherSites("/oembed", OEmbedAsync);
        embeds.MapForOtherSites("/topics/{slug}/oembed.json", TopicCodeAsync);
        embeds.MapForOtherSites("/items/{id:guid}/oembed.json", ItemCodeAsync);
    }

    private static async Task<IResult> JsonAsync(string slug, HttpRequest request, PageReader reader, Site site, CancellationToken cancellationToken)
    {
        var limit = FrameOptions.ParseLimit(request.Query, standard: Headlines.StandardLimit);
        return await reader.ReadStoriesAsync(slug, before: null, limit, cancellationToken) is { } stories
            ? new Answer(Headlines.Json(site, stories), JsonAnswers.MediaType) { CacheControl = UntilNextScan(site) }
            : NoSuchTopic();
    }

    private static async Task<IResult> FragmentAsync(string slug, HttpRequest request, PageReader reader, Site site, CancellationToken cancellationToken)
    {
        var options = FrameOptions.Parse(request.Query);
        return await reader.ReadStoriesAsync(slug, before: null, options.Limit, cancellationToken) is { } stories
            ? new Answer(Headlines.List(site, stories, options.Teasers, newWindow: false).ToString(), "text/html; charset=utf-8") { CacheControl = UntilNextScan(site) }
            : NoSuchTopic();
    }

    private static async Task<IResult> FrameAsync(string slug, HttpRequest request, PageReader reader, Site site, CancellationToken cancellationToken)
    {
        var options = FrameOptions.Parse(request.Query);
        return await reader.ReadStoriesAsync(slug, before: null, options.Limit, cancellationToken) is { } stories
            ? new Answer(Frame.Page(site, stories, options), "text/html; charset=utf-8") { CacheControl = UntilNextScan(site) }
            : MissingPage.Of(site, "There is no topic of this name.").ToAnswer();
    }

    private static Answer Style(HttpRequest request) =>
        new(FrameStyle.Of(FrameOptions.Parse(request.Query)), "text/css; charset=utf-8") { CacheControl = Assets.ADay };

    private static async Task<IResult> OEmbedAsync(HttpRequest request, PageReader pages, FeedReader feeds, Site site, CancellationToken cancellationToken)
    {
        if (request.Query["format"].ToString() is not ("" or "json"))
            return TypedResults.Problem("Only format=json is there.", statusCode: StatusCodes.Status501NotImplemented);
        var (topic, item) = OEmbed.SubjectOf(site, request.Query["url"].ToString());
        if (topic is not null)
            return await TopicCodeAsync(topic, request, pages, site, cancellationToken);
        return item is { } id ? await ItemCodeAsync(id, request, feeds, site, cancellationToken) : NothingToShow();
    }

    private static async Task<IResult> TopicCodeAsync(string slug, HttpRequest request, PageReader pages, Site site, CancellationToken cancellationToken)
    {
        var (maxWidth, maxHeight) = (Size(request, "maxwidth"), Size(request, "maxheight"));
        return await pages.ReadStoriesAsync(slug, before: null, most: 1, cancellationToken) is { } stories
            ? Json(OEmbed.Write(site, stories.Topic, maxWidth, maxHeight), site)
            : NothingToShow();
    }

    private static async Task<IResult> ItemCodeAsync(Guid id, HttpRequest request, FeedReader feeds, Site site, CancellationToken cancellationToken)
    {
        var (maxWidth, maxHeight) = (Size(request, "maxwidth"), Size(request, "maxheight"));
        return await feeds.ReadItemAsync(id, cancellationToken) is { Retracted: null } story
            ? Json(OEmbed.Write(site, story, maxWidth, maxHeight), site)
            : NothingToShow();
    }

    private static IResult NothingToShow() =>
        TypedResults.Problem("There is no page of a topic or an item here at this address.", statusCode: StatusCodes.Status404NotFound);

    private static Answer Json(byte[] json, Site site) => new(json, JsonAnswers.MediaType) { CacheControl = UntilNextScan(site) };

    private static int? Size(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 => size,
        _ => throw new BadParameterException($"{name} must be a number of pixels"),
    };

    private static IResult NoSuchTopic() => TypedResults.Problem("There is no topic of this name.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>As long as feeds are.</summary>
    private static string UntilNextScan(Site site) => $"public, max-age={site.MinutesBetweenScans * 60}, stale-while-revalidate={site.MinutesBetweenScans * 60}";
}
