// The operator's page: is it well, what is held, what came in, who has gone silent, and how would this file be read.
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FeedService.Publish.Operator;

/// <summary>What the operator's page shows.</summary>
internal sealed record OperatorView
{
    public required DateTimeOffset Now { get; init; }
    public required HealthReport Health { get; init; }
    public required IReadOnlyList<TopicPulse> Topics { get; init; }
    public required IReadOnlyList<ListingSummary> Held { get; init; }
    public required IReadOnlyList<ListingSummary> Listings { get; init; }
    public required IReadOnlyList<Doubt> Doubts { get; init; }
    public required IReadOnlyList<PastRun> Runs { get; init; }

    /// <summary>Only listings of this status are shown, or null.</summary>
    public required string? Status { get; init; }

    /// <summary>What was just done, or null.</summary>
    public required string? Done { get; init; }
    public required FormToken FormToken { get; init; }
}

internal static class OperatorPage
{
    private static readonly string[] Statuses = [ListingStatus.Accepted, ListingStatus.NothingNew, ListingStatus.Held, ListingStatus.Rejected];

    public static Page Of(Site site, OperatorView view)
    {
        var page = new Page(site) { Title = "Operator", Description = "For the operator of this service.", Address = null };
        page.Body.Add($"<h1>Operator</h1>")
            .AddIf(view.Done is not null, $"<p class=\"good\" role=\"status\">{view.Done}</p>")
            .Add($"{Health(view)}")
            .Add($"{Runs(view)}")
            .Add($"{Held(site, view)}")
            .Add($"{Topics(site, view)}")
            .Add($"{Drop(site, view)}")
            .Add($"{Listings(site, view)}")
            .Add($"{Doubts(site, view)}");
        return page;
    }

    public static string FileOf(Listing listing) => listing.Folder.Length == 0 ? listing.Name : $"{listing.Folder}/{listing.Name}";

    private static Html Health(OperatorView view) => new Html()
        .Add($"<h2>Is it well</h2>")
        .Add($"<ul class=\"sources\">")
        .AddEach(view.Health.Entries, check => $"<li><strong class=\"{(check.Value.Status == HealthStatus.Healthy ? "good" : "bad")}\">{check.Key}: {check.Value.Status}.</strong> {check.Value.Description ?? check.Value.Exception?.Message}{LastRun(check.Value)}</li>")
        .Add($"</ul>");

    private static Html LastRun(HealthReportEntry check) => new Html().AddIf(check.Data.ContainsKey("lastRun"), $" <span class=\"meta\">At {check.Data.GetValueOrDefault("lastRun")}</span>");

    private static Html Runs(OperatorView view) => new Html()
        .Add($"<h2>Runs that changed something or failed, newest first</h2>")
        .AddIf(view.Runs.Count == 0, $"<p>There are none yet.</p>")
        .AddIf(view.Runs.Count > 0, $"<ul class=\"sources\">{RunLines(view)}</ul>");

    private static Html RunLines(OperatorView view) => new Html().AddEach(view.Runs, run => $"""
        <li>{Stories.Time(run.Finished)}: <strong class="{(run.Failed ? "bad" : "good")}">{(run.Failed ? "failed" : "done")}.</strong> {run.Outcome}
        <span class="meta">{(run.Failed ? "since" : "started")} {Stories.Time(run.Started)}</span></li>
        """);

    private static Html Held(Site site, OperatorView view) => new Html()
        .Add($"<h2>Held, for you to decide</h2>")
        .AddIf(view.Held.Count == 0, $"<p>Nothing is held.</p>")
        .AddIf(view.Held.Count > 0, $"{List(site, view.Held)}");

    private static Html Topics(Site site, OperatorView view) => new Html()
        .Add($"<h2>Topics</h2>")
        .AddIf(view.Topics.Count == 0, $"<p>There are none yet.</p>")
        .Add($"<ul class=\"topics\">")
        .AddEach(view.Topics, pulse => $"<li><a href=\"{site.TopicPage(pulse.Topic.Slug).PathAndQuery}\" dir=\"auto\">{pulse.Topic.Title}</a> <span class=\"count\">{pulse.Stories} stories</span> {News(pulse, view.Now)}</li>")
        .Add($"</ul>");

    private static Html News(TopicPulse pulse, DateTimeOffset now) => pulse.LastNews is not { } last
        ? Html.Of($"<span class=\"meta\">no news yet</span>")
        : Html.Of($"<span class=\"meta\">last news {Stories.Time(last)}, {Span(now - last)} ago{(pulse.UsualGap is { } gap ? $"; usually every {Span(gap)}" : "")}</span>{Silence(pulse, now)}");

    private static Html Silence(TopicPulse pulse, DateTimeOffset now) => new Html().AddIf(pulse.IsSilentAt(now), $" <strong class=\"bad\">gone silent</strong>");

    private static string Span(TimeSpan span) => span switch
    {
        { TotalHours: < 1 } => $"{span.TotalMinutes:F0} minutes",
        { TotalDays: < 2 } => $"{span.TotalHours:F0} hours",
        _ => $"{span.TotalDays:F0} days",
    };

    private static Html Drop(Site site, OperatorView view) => Html.Of($"""
        <h2>How would this file be read?</h2>
        <form method="post" action="{site.PathOf("operator/reading")}" enctype="multipart/form-data">
        {view.FormToken.Field}
        <p><label for="file">A listing file, up to 8 MB; nothing is stored.</label></p>
        <p><input type="file" id="file" name="file" required> <button type="submit">Read it</button></p>
        </form>
        """);

    private static Html Listings(Site site, OperatorView view)
    {
        var filters = new Html().AddEach(Statuses, status => $"<a href=\"{site.PathOf("operator")}?status={Uri.EscapeDataString(status)}#listings\"{Current(status == view.Status)}>{status}</a>");
        return new Html()
            .Add($"<h2 id=\"listings\">Listings, newest first</h2>")
            .Add($"<nav class=\"readers\" aria-label=\"Listings by status\"><a href=\"{site.PathOf("operator")}#listings\"{Current(view.Status is null)}>all</a> {filters}</nav>")
            .AddIf(view.Listings.Count == 0, $"<p>There are none.</p>")
            .AddIf(view.Listings.Count > 0, $"{List(site, view.Listings)}");
    }

    private static Html Current(bool isCurrent) => new Html().AddIf(isCurrent, $" aria-current=\"true\"");

    private static Html List(Site site, IReadOnlyList<ListingSummary> listings) => new Html()
        .Add($"<ul class=\"sources\">")
        .AddEach(listings, listing => $"""
            <li><a href="{site.PathOf($"operator/listings/{listing.Number}")}">{listing.Number}</a> <code dir="auto">{FileOf(listing.Listing)}</code>
            <strong class="{ClassOf(listing.Status)}">{listing.Status}</strong>{Because(listing.Reason)}
            <span class="meta">{listing.Entries} entries, captured {Stories.Time(listing.Listing.CaptureTime)}, read {Stories.Time(listing.ReadAt)}</span></li>
            """)
        .Add($"</ul>");

    public static Html Because(string? reason) => new Html().AddIf(reason is not null, $": {reason}");

    public static string ClassOf(string status) => status is ListingStatus.Held or ListingStatus.Rejected ? "bad" : "good";

    private static Html Doubts(Site site, OperatorView view) => new Html()
        .Add($"<h2>Stories that were judged with a doubt</h2>")
        .AddIf(view.Doubts.Count == 0, $"<p>There are none.</p>")
        .AddIf(view.Doubts.Count > 0, $"<ul class=\"sources\">{DoubtLines(site, view)}</ul>");

    private static Html DoubtLines(Site site, OperatorView view) => new Html().AddEach(
        view.Doubts, doubt => $"<li><a href=\"{site.ItemPage(doubt.Item).PathAndQuery}\" dir=\"auto\">{doubt.Title}</a>: {doubt.Reason}</li>");
}
