// The frame of every page for people: one head, one header, and encoding in one place.
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Pages;

/// <summary>An HTML page in the making. Interpolated values are encoded; only literal parts are markup.</summary>
internal sealed class Page(Site site, string title)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder head = new();
    private readonly StringBuilder body = new();

    /// <summary>Adds markup. Every interpolated value is text and is encoded.</summary>
    public Page Add(FormattableString html)
    {
        body.AppendFormat(CultureInfo.InvariantCulture, html.Format, [.. html.GetArguments().Select(Encode)]).Append('\n');
        return this;
    }

    /// <summary>Lets browsers and readers find the topic's feeds.</summary>
    public Page AddFeedLinks(Topic topic)
    {
        foreach (var format in FeedFormat.All)
        {
            var label = $"{topic.Title} - {site.Title} ({format.Extension})";
            head.Append(CultureInfo.InvariantCulture, $"<link rel=\"alternate\" type=\"{format.LinkType}\" title=\"{Encode(label)}\" href=\"{Encode(site.FeedAddress(topic.Slug, format.Extension))}\">\n");
        }
        return this;
    }

    public Page AddTime(DateTimeOffset time) =>
        Add($"<time datetime=\"{time:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{time:d MMMM yyyy, HH:mm} UTC</time>");

    public IResult ToResult() => Results.Text(ToString(), "text/html; charset=utf-8");

    public override string ToString() => $"""
        <!DOCTYPE html>
        <html lang="{Encode(site.Language ?? "")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <link rel="icon" href="/icon.png" type="image/png">
        <link rel="stylesheet" href="/assets/style.css">
        {head}</head>
        <body>
        <header><a href="/">{Encode(site.Title)}</a></header>
        <main>
        {body}</main>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Encode(object? value) => Encoder.Encode(value switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    });
}
