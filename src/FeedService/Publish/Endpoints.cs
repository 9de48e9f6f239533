// Every address that Publish answers; feeds themselves are answered earlier, by FeedMiddleware.
using System.Text.Json;
using FeedService.Model;
using FeedService.Publish.Api;
using FeedService.Publish.Embeds;
using FeedService.Publish.Guards;
using FeedService.Publish.Operator;
using FeedService.Publish.Pages;
using FeedService.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FeedService.Publish;

internal static class Endpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static WebApplication MapPublish(this WebApplication app)
    {
        app.UseGuards();
        if (app.Services.GetRequiredService<Site>() is { MovedTopics.Count: > 0 } or { ClosedTopics.Count: > 0 })
            app.UseMiddleware<FormerTopics>();
        app.UseMiddleware<FeedMiddleware>();
        app.UseRouting(); // or it would be put in front of the feeds
        app.Use(ContentPolicy.SetDefaultAsync);
        app.UseMiddleware<DatabaseAway>();
        MapPages(app.MapGroup("").AddEndpointFilter(BadParameter.ToBadRequestAsync));
        app.MapEmbeds();
        app.MapApi();
        app.MapOperator();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteHealthAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteHealthAsync });
        app.MapTopicHealth();
        // For reading only, so that writing to an address that can be read stays 405.
        app.MapFallback("{*path}", (Site site) => MissingPage.Of(site, "There is nothing at this address.").ToAnswer()).WithMetadata(new HttpMethodMetadata(Reading));
        return app;
    }

    private static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/", Reading, HomeAsync);
        pages.MapMethods("/topics/{slug}", Reading, TopicAsync);
        pages.MapMethods("/topics/{slug}/before/{before}", Reading, OlderAsync);
        pages.MapMethods("/items/{id:guid}", Reading, ItemAsync);
        pages.MapMethods("/subscribe.opml", Reading, SubscriptionsAsync);
        pages.MapMethods("/robots.txt", Reading, () => Assets.Answer("robots.txt", "text/plain; charset=utf-8"));
        pages.MapMethods("/icon.png", Reading, () => Assets.Answer("icon.png", "image/png"));
        pages.MapMethods("/favicon.ico", Reading, () => Assets.Answer("icon.png", "image/png"));
        pages.MapMethods("/assets/style.css", Reading, () => Assets.Answer("style.css", "text/css; charset=utf-8"));
        pages.MapMethods("/assets/copy.js", Reading, () => Assets.Answer("copy.js", "text/javascript; charset=utf-8"));
    }

    private static async Task<IResult> HomeAsync(FeedReader feeds, PageReader pages, Site site, CancellationToken cancellationToken)
    {
        var topics = await feeds.ReadTopicsAsync(cancellationToken);
        var newest = await pages.ReadStoriesAsync(Topic.All, before: null, HomePage.NewStories, cancellationToken);
        return HomePage.Of(site, topics, newest?.Items ?? []).ToAnswer();
    }

    private static async Task<IResult> TopicAsync(string slug, string? before, PageReader reader, Site site, CancellationToken cancellationToken)
    {
        DateTimeOffset? end = null;
        if (before is not null)
            end = SiteAddresses.TryParseBefore(before, out var time) ? time : throw new BadParameterException("before must be a time such as 2026-05-04T18:30:00Z");
        return await reader.ReadPageAsync(slug, end, TopicPage.Length, cancellationToken) is { } stories
            ? TopicPage.Of(site, stories, end).ToAnswer()
            : MissingPage.Of(site, "There is no topic of this name.").ToAnswer();
    }

    private static Task<IResult> OlderAsync(string slug, string before, PageReader reader, Site site, CancellationToken cancellationToken) =>
        SiteAddresses.TryParseBefore(before, out _)
            ? TopicAsync(slug, before, reader, site, cancellationToken)
            : Task.FromResult<IResult>(MissingPage.Of(site, "There is nothing at this address.").ToAnswer());

    private static async Task<IResult> ItemAsync(Guid id, PageReader reader, Site site, CancellationToken cancellationToken) =>
        (await reader.ReadHistoryAsync(id, cancellationToken) switch
        {
            null => MissingPage.Of(site, "There is no story with this id."),
            { Item.Retracted: not null } => MissingPage.OfRetracted(site),
            var history => ItemPage.Of(site, history),
        }).ToAnswer();

    private static async Task<IResult> SubscriptionsAsync(FeedReader reader, Site site, CancellationToken cancellationToken) =>
        new Answer(Opml.Write(site, await reader.ReadTopicsAsync(cancellationToken)), Opml.MediaType) { FileName = "subscribe.opml" };

    private static Task WriteHealthAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Data }),
        },
        JsonSerializerOptions.Web,
        context.RequestAborted);
}
