// /operator: what the operator sees and does in a browser. The command line does the same.
using FeedService.Listings;
using FeedService.Model;
using FeedService.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FeedService.Publish.Operator;

internal static class OperatorEndpoints
{
    private const int ListingsShown = 50;
    private const int RunsShown = 10;
    private const int MostUploaded = 8 * 1024 * 1024;

    public static void MapOperator(this IEndpointRouteBuilder routes)
    {
        var access = routes.ServiceProvider.GetRequiredService<OperatorAccess>();
        var pages = routes.MapGroup("/operator").WithPolicy(ContentPolicy.Operator).AddEndpointFilter(NeverStoredAsync).AddEndpointFilter(access.CheckAsync);
        pages.MapGet("", OverviewAsync);
        pages.MapGet("/listings/{number:long}", ListingAsync);
        var forms = pages.MapGroup("").AddEndpointFilter(RequireSmallAsync).AddEndpointFilter(FormToken.RequireAsync);
        forms.MapPost("/listings/{number:long}/accept", AcceptAsync);
        forms.MapPost("/listings/{number:long}/reject", RejectAsync);
        forms.MapPost("/reading", ReadDroppedAsync);
    }

    private static async Task<IResult> OverviewAsync(
        HttpContext context, [AsParameters] OperatorSources sources, IAntiforgery antiforgery, Site site, string? status, string? done, CancellationToken cancellationToken)
    {
        var view = new OperatorView
        {
            Now = sources.Clock.GetUtcNow(),
            Health = await sources.Health.CheckHealthAsync(check => check.Tags.Contains("ready"), cancellationToken),
            Topics = await sources.Pulses.ReadAsync(cancellationToken),
            Held = await sources.Listings.ReadAsync(ListingStatus.Held, ListingsShown, cancellationToken),
            Listings = await sources.Listings.ReadAsync(status, ListingsShown, cancellationToken),
            Doubts = await sources.Listings.ReadDoubtsAsync(ListingsShown, cancellationToken),
            Runs = await sources.Runs.ReadAsync(RunsShown, cancellationToken),
            Status = status,
            Done = done switch { "accepted" => "The listing is published.", "rejected" => "The listing is given up.", _ => null },
            FormToken = FormToken.For(context, antiforgery),
        };
        return OperatorPage.Of(site, view).ToAnswer();
    }

    private static async Task<IResult> ListingAsync(
        long number, HttpContext context, ListingReader listings, HeldComparison comparison, IAntiforgery antiforgery, Site site, CancellationToken cancellationToken)
    {
        if (await listings.ReadOneAsync(number, cancellationToken) is not { } listing)
            return Pages.MissingPage.Of(site, "There is no listing of this number. A held one gets a new number when it is accepted.").ToAnswer();
        var original = await listings.ReadOriginalAsync(number, cancellationToken);
        var reading = original is null ? null : ListingParser.Parse(ListingText.Decode(original));
        var effect = listing.Status == ListingStatus.Held && reading is not null ? await comparison.CompareAsync(listing.Listing, reading, cancellationToken) : null;
        return ListingPage.Of(site, listing, reading, effect, FormToken.For(context, antiforgery)).ToAnswer();
    }

    private static async Task<IResult> AcceptAsync(long number, PublishSettings settings, Site site, CancellationToken cancellationToken) =>
        await settings.AcceptHeldAsync(number, cancellationToken) ? Back(site, "accepted") : NotHeld(number);

    private static async Task<IResult> RejectAsync(long number, ListingReader listings, Site site, CancellationToken cancellationToken) =>
        await listings.RejectHeldAsync(number, ListingStatus.RejectedByOperator, cancellationToken) ? Back(site, "rejected") : NotHeld(number);

    private static async Task<IResult> ReadDroppedAsync(HttpRequest request, Site site, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.GetFile("file") is not { } file)
            return TypedResults.Problem("The form holds no file.", statusCode: StatusCodes.Status400BadRequest);
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return ListingPage.OfDropped(site, file.FileName, ListingParser.Parse(ListingText.Decode(bytes))).ToAnswer();
    }

    /// <summary>303, so that loading the page again does nothing again.</summary>
    private static IResult Back(Site site, string done) => new SeeOther(site.PathOf($"operator?done={done}"));

    private static IResult NotHeld(long number) =>
        TypedResults.Problem($"Listing {number} is not held, or cannot be read any more; perhaps somebody else has decided meanwhile.", statusCode: StatusCodes.Status409Conflict);

    /// <summary>Looked at before the form is: browsers say how long it is, and a server holds them to it.</summary>
    private static ValueTask<object?> RequireSmallAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Request.ContentLength is <= MostUploaded
            ? next(invocation)
            : ValueTask.FromResult<object?>(TypedResults.Problem("The file is too large to be shown here; \"explain\" on the command line reads larger ones.", statusCode: StatusCodes.Status413PayloadTooLarge));

    private static ValueTask<object?> NeverStoredAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var headers = invocation.HttpContext.Response.Headers;
        invocation.HttpContext.Response.OnStarting(() =>
        {
            headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(invocation);
    }

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}

/// <summary>Where the overview's parts are read from.</summary>
internal readonly record struct OperatorSources(ListingReader Listings, RunLog Runs, TopicPulses Pulses, HealthCheckService Health, TimeProvider Clock);
