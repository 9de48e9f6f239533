// The frame of every page for people: one head, one header, one footer.
using FeedService.Formats;
using FeedService.Model;

namespace FeedService.Publish.Pages;

/// <summary>A page in the making; its body is <see cref="Body"/>.</summary>
internal sealed class Page(Site site)
{
    private readonly Html head = new();

    /// <summary>What the page is about, without the site's name.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence, for previews and search engines.</summary>
    public required string Description { get; init; }

    /// <summary>The page's own address; null for a page that is nobody's to link to.</summary>
    public required Uri? Address { get; init; }

    /// <summary>Open Graph's type.</summary>
    public string Kind { get; init; } = "website";

    public int Status { get; init; } = StatusCodes.Status200OK;

    public Html Body { get; } = new();

    /// <summary>The attribute that says in which language the stories are: not the page's own, which is English.</summary>
    public Html Language { get; } = site.Language is { } language ? Html.Of($" lang=\"{language}\"") : new Html();

    /// <summary>Lets browsers and readers find the topic's feeds.</summary>
    public Page AddFeedLinks(TopicLabel topic)
    {
        head.AddEach(FeedFormat.All, format =>
            $"<link rel=\"alternate\" type=\"{format.LinkType}\" title=\"{topic.Title} - {site.Title} ({FormatNames.Of(format)})\" href=\"{site.FeedAddress(topic.Slug, format.Extension)}\">");
        return this;
    }

    public Page AddHead(FormattableString html)
    {
        head.Add(html);
        return this;
    }

    /// <summary>Lets whoever is given the page's address ask how to show it (oEmbed, section 4).</summary>
    public Page AddEmbedDiscovery() =>
        AddHead($"<link rel=\"alternate\" type=\"application/json+oembed\" title=\"{Title}\" href=\"{SiteAddresses.EmbedCode(Address!)}\">");

    public Answer ToAnswer() => new(ToString(), "text/html; charset=utf-8") { Status = Status };

    public override string ToString() => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{(Title == site.Title ? Title : $"{Title} - {site.Title}")}</title>
        <meta name="description" content="{Description}">
        {Preview()}
        <link rel="icon" href="{site.PathOf("icon.png")}" type="image/png">
        <link rel="stylesheet" href="{site.PathOf(Assets.PathOf("style.css"))}">
        <script src="{site.PathOf(Assets.PathOf("copy.js"))}" defer></script>
        {head}
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
        <a class="site" href="{site.PathOf("")}" dir="auto"{Language}>{site.Title}</a>
        <nav aria-label="Site"><a href="{site.PathOf("")}#topics">Topics</a> <a href="{site.PathOf("subscribe.opml")}">All topics for your reader (OPML)</a></nav>
        </header>
        <main id="content" tabindex="-1">
        {Body}
        </main>
        <footer><p>Published by FeedService {site.Version}.{ForPrograms()}</p></footer>
        </body>
        </html>

        """).ToString().ReplaceLineEndings("\n");

    private Html ForPrograms() => new Html().AddIf(!site.IsStatic, $" <a href=\"{site.ApiDescription.PathAndQuery}\">For programs: the API’s description</a>");

    /// <summary>Open Graph: what a link to the page looks like in a chat.</summary>
    private Html Preview() => Address is null ? Html.Of($"<meta name=\"robots\" content=\"noindex\">") : Html.Of($"""
        <link rel="canonical" href="{Address}">
        <meta property="og:type" content="{Kind}">
        <meta property="og:title" content="{Title}">
        <meta property="og:description" content="{Description}">
        <meta property="og:url" content="{Address}">
        <meta property="og:site_name" content="{site.Title}">
        <meta property="og:image" content="{site.Icon}">
        """);
}
