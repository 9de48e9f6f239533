// Nothing here: said on a page that leads on.
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class MissingPage
{
    public static Page Of(Site site, string reason)
    {
        var page = new Page(site) { Title = "Not here", Description = reason, Address = null, Status = StatusCodes.Status404NotFound };
        page.Body.Add($"<h1>Not here</h1>").Add($"<p>{reason}</p>").Add($"<p><a href=\"{site.PathOf("")}\">To the topics</a></p>");
        return page;
    }
}
