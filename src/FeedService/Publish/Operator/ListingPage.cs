// One listing for the operator: its fate, what a held one would bring, and how each of its lines was read.
using FeedService.Ledger;
using FeedService.Listings;
using FeedService.Model;
using FeedService.Publish.Pages;
using FeedService.Storage;

namespace FeedService.Publish.Operator;

internal static class ListingPage
{
    /// <param name="reading">Null where the file was too large to be kept.</param>
    /// <param name="effect">For a held listing: what it would bring; else null.</param>
    public static Page Of(Site site, ListingSummary listing, ParsedListing? reading, HeldEffect? effect, FormToken formToken)
    {
        var page = new Page(site) { Title = $"Listing {listing.Number}", Description = "A listing, for the operator.", Address = null };
        page.Body.Add($"<h1>Listing {listing.Number}</h1>")
            .Add($"<p><code dir=\"auto\">{OperatorPage.FileOf(listing.Listing)}</code></p>")
            .Add($"<p><strong class=\"{OperatorPage.ClassOf(listing.Status)}\">{listing.Status}</strong>{OperatorPage.Because(listing.Reason)}</p>")
            .Add($"<p class=\"meta\">Captured {Stories.Time(listing.Listing.CaptureTime)}, read {Stories.Time(listing.ReadAt)}. SHA-256 <code>{listing.Listing.Sha256}</code></p>");
        if (effect is not null)
            page.Body.Add($"{Decision(site, listing, effect, formToken)}");
        page.Body.AddIf(reading is null, $"<p>The file was too large to be kept.</p>");
        if (reading is not null)
            page.Body.Add($"<h2>How each line was read</h2>").Add($"{Readings.Summary(reading)}").Add($"{Readings.Lines(reading)}");
        page.Body.Add($"<p><a href=\"{site.PathOf("operator")}\">Back to the operator’s page</a></p>");
        return page;
    }

    /// <summary>A dropped file, of which nothing is stored.</summary>
    public static Page OfDropped(Site site, string name, ParsedListing reading)
    {
        var page = new Page(site) { Title = "How this file would be read", Description = "A dropped file, for the operator.", Address = null };
        page.Body.Add($"<h1>How this file would be read</h1>")
            .Add($"<p><code dir=\"auto\">{name}</code>. Nothing of it was stored.</p>")
            .Add($"{Readings.Summary(reading)}")
            .AddIf(reading.Entries.Count > 0, $"<h2>Entries</h2>\n{Readings.Entries(reading.Entries)}")
            .AddIf(reading.Lines.Count > 0, $"<h2>Lines</h2>\n{Readings.Lines(reading)}")
            .Add($"<p><a href=\"{site.PathOf("operator")}\">Back to the operator’s page</a></p>");
        return page;
    }

    private static Html Decision(Site site, ListingSummary listing, HeldEffect effect, FormToken formToken)
    {
        var changes = effect.Entries.Where(entry => !entry.ReadsAsKnown).ToList();
        return new Html()
            .Add($"<h2>What it would bring</h2>")
            .Add($"<p>New: {changes.Count(entry => entry.Known is null)}. Edited: {changes.Count(entry => entry.Known is not null)}. As they are known: {effect.Entries.Count - changes.Count}. Known, but not in {effect.Topic} until now: {effect.Joining}.</p>")
            .Add($"<div class=\"decision\">{Button(site, listing, formToken, "accept", "Accept: publish it")} {Button(site, listing, formToken, "reject", "Reject: give it up")}</div>")
            .Add($"<ol class=\"texts\">")
            .AddEach(changes, entry => $"<li><p><strong class=\"meta\">{(entry.Known is null ? "New" : "Edited")}</strong></p>{Readings.Entry(entry.Entry)}{Before(entry)}</li>")
            .Add($"</ol>");
    }

    private static Html Before(ComparedEntry entry) => new Html()
        .AddIf(entry.Kind == MatchKind.HeadlineEdited, $"<p class=\"meta\">Headline until now: <span dir=\"auto\">{entry.Known?.Title}</span></p>")
        .AddIf(entry.Kind == MatchKind.TeaserEdited, $"<p class=\"meta\">Teaser until now: <span dir=\"auto\">{entry.Known?.Teaser ?? "none"}</span></p>");

    private static Html Button(Site site, ListingSummary listing, FormToken formToken, string action, string label) => Html.Of(
        $"<form method=\"post\" action=\"{site.PathOf($"operator/listings/{listing.Number}/{action}")}\">{formToken.Field}<button type=\"submit\">{label}</button></form>");
}
