// What does not come from the database: styles, scripts, icons, the pages that say that nothing is there, a server's rules.
using System.Text;
using FeedService.Model;
using FeedService.Publish.Embeds;
using FeedService.Publish.Pages;

namespace FeedService.Publish.Static;

internal static class FixedDocuments
{
    public static IEnumerable<StaticDocument> Of(Site site) =>
    [
        new("assets/style.css", Assets.Read("style.css")),
        new("assets/copy.js", Assets.Read("copy.js")),
        new("assets/embed.css", Encoding.UTF8.GetBytes(FrameStyle.Of(FrameOptions.Standard))),
        new("icon.png", Assets.Read("icon.png")),
        new("favicon.ico", Assets.Read("icon.png")),
        new("robots.txt", Assets.Read("robots.txt")),
        // By these names hosts of static sites find them without being told.
        new("404.html", Encoding.UTF8.GetBytes(MissingPage.Of(site, "There is nothing at this address.").ToString())),
        new(NginxRules.GonePage, Encoding.UTF8.GetBytes(MissingPage.OfRetracted(site).ToString())),
        new(NginxRules.ClosedPage, Encoding.UTF8.GetBytes(MissingPage.OfClosed(site).ToString())),
        new($"{SiteFolder.OwnFolder}/nginx.conf", Encoding.UTF8.GetBytes(NginxRules.Of(site))),
    ];
}
