// Every address that Publish answers, on one screen; feeds themselves are answered earlier, by FeedMiddleware.
using System.Text.Json;
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FeedService.Publish;

internal static class Endpoints
{
    public static WebApplication MapPublish(this WebApplication app)
    {
        app.UseMiddleware<FeedMiddleware>();
        app.Use(AddPageHeaders);
        app.MapGet("/", HomeAsync);
        app.MapGet("/topics/{slug}", TopicAsync);
        app.MapGet("/items/{id:guid}", ItemAsync);
        app.MapGet("/icon.png", () => Asset("icon.png", "image/png"));
        app.MapGet("/assets/style.css", () => Asset("style.css", "text/css; charset=utf-8"));
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteHealthAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteHealthAsync });
        return app;
    }

    private static async Task<IResult> HomeAsync(FeedReader reader, Site site, CancellationToken cancellationToken) =>
        HomePage.Of(site, await reader.ReadTopicsAsync(cancellationToken)).ToResult();

    private static async Task<IResult> TopicAsync(string slug, FeedReader reader, Site site, IOptions<FeedsOptions> options, CancellationToken cancellationToken) =>
        await reader.ReadFeedAsync(slug, options.Value.Window, cancellationToken) is { } feed ? TopicPage.Of(site, feed).ToResult() : Results.NotFound();

    private static async Task<IResult> ItemAsync(Guid id, FeedReader reader, Site site, CancellationToken cancellationToken) =>
        await reader.ReadItemAsync(id, cancellationToken) is { } item ? ItemPage.Of(site, item).ToResult() : Results.NotFound();

    private static IResult Asset(string name, string mediaType) =>
        Results.Stream(typeof(Endpoints).Assembly.GetManifestResourceStream($"FeedService.Publish.Assets.{name}")!, mediaType);

    private static Task AddPageHeaders(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return next(context);
    }

    private static Task WriteHealthAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Data }),
        },
        JsonSerializerOptions.Web,
        context.RequestAborted);
}
