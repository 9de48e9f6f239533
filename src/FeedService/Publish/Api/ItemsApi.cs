// /api/items: for partners that keep a copy. Each change once, in the order in which the store made it.
using System.Globalization;
using System.Text.Json;
using FeedService.Formats;
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Api;

internal static class ItemsApi
{
    private const int StandardLimit = 100;
    private const int MostItems = 500;

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter(BadParameter.ToBadRequestAsync);
        api.MapForOtherSites("/items", ItemsAsync);
        api.MapForOtherSites("/openapi.json", Description);
    }

    private static async Task<IResult> ItemsAsync(HttpRequest request, ChangeReader reader, Site site, CancellationToken cancellationToken)
    {
        var limit = ParseLimit(request.Query["limit"].ToString());
        var cursor = ParseCursor(request.Query["after"].ToString());
        return await reader.ReadAfterAsync(cursor, limit, cancellationToken) is { } page
            ? new Answer(Write(site, page, cursor, limit), JsonAnswers.MediaType)
            : TypedResults.Problem(
                "This cursor belongs to another store: the service was set up anew, or a copy was put back. Begin again without a cursor; items keep their ids.",
                statusCode: StatusCodes.Status410Gone);
    }

    private static byte[] Write(Site site, ChangePage page, ChangeCursor cursor, int limit)
    {
        var last = page.Changes.Count > 0 ? page.Changes[^1].Place : cursor;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Items = page.Changes.Select(change => ItemOf(site, change)),
                Cursor = last.ToString(),
                Next = $"{site.Changes}?after={last}&limit={limit}",
                page.HasMore,
            },
            JsonAnswers.Options);
    }

    /// <summary>Of a retracted item nothing is told but that it is gone.</summary>
    private static object ItemOf(Site site, ItemChange change) => change.Item.Retracted is not null
        ? new { Id = FeedText.Urn(change.Item.Id), Change = ChangeKind.Retracted, ChangedAt = change.ChangedAt.UtcDateTime, Deleted = true }
        : new
        {
            Id = FeedText.Urn(change.Item.Id),
            Change = change.Kind,
            ChangedAt = change.ChangedAt.UtcDateTime,
            Deleted = false,
            Url = site.ItemLink(change.Item),
            change.Item.Slug,
            change.Item.Title,
            change.Item.Teaser,
            change.Item.Caption,
            Published = change.Item.Published.UtcDateTime,
            Updated = change.Item.Updated.UtcDateTime,
            change.Item.Revision,
            Topics = change.Item.Topics.Select(topic => new { topic.Slug, topic.Title }),
        };

    private static int ParseLimit(string text) => text switch
    {
        "" => StandardLimit,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostItems => limit,
        _ => throw new BadParameterException($"limit must be a number from 1 to {MostItems}"),
    };

    private static ChangeCursor ParseCursor(string text) => text switch
    {
        "" => ChangeCursor.Start,
        _ when ChangeCursor.TryParse(text, out var cursor) => cursor,
        _ => throw new BadParameterException("after must be a cursor that this service gave, or be left out to begin at the beginning"),
    };

    /// <summary>The document that is part of the program, with this service's own address.</summary>
    private static Answer Description(Site site) => new(
        Assets.ReadText("openapi.json").Replace("https://feeds.example.org", JsonEncodedText.Encode(site.PublicUrl).ToString(), StringComparison.Ordinal),
        JsonAnswers.MediaType);
}
