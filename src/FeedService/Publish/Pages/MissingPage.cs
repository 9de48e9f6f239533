// Nothing here: said on a page that leads on.
using FeedService.Model;

namespace FeedService.Publish.Pages;

internal static class MissingPage
{
    public static Page Of(Site site, string reason) => Of(site, "Not here", reason, StatusCodes.Status404NotFound);

    /// <summary>410 tells readers and search engines that it will not come back.</summary>
    public static Page OfRetracted(Site site) => Of(site, "Taken back", "This story was here and has been taken back.", StatusCodes.Status410Gone);

    public static Page OfClosed(Site site) => Of(site, "Closed", "This topic has come to its end.", StatusCodes.Status410Gone);

    private static Page Of(Site site, string title, string reason, int status)
    {
        var page = new Page(site) { Title = title, Description = reason, Address = null, Status = status };
        page.Body.Add($"<h1>{title}</h1>").Add($"<p>{reason}</p>").Add($"<p><a href=\"{site.PathOf("")}\">To the topics</a></p>");
        return page;
    }
}
