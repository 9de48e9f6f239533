// The service as subscribers meet it, through PublicUrl and whatever stands in front.
using System.Xml;
using System.Xml.Linq;
using FeedService.Model;

namespace FeedService.Commands;

internal static class PublishedAddress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Finding> ReachAsync(Site site, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync($"{site.PublicUrl}/health/live", cancellationToken);
            return answer.IsSuccessStatusCode
                ? new Finding("address", $"{site.PublicUrl} answers{(new Uri(site.PublicUrl).IsLoopback ? ", on this machine only: set PublicUrl before the first subscriber comes" : "")}")
                : new Finding("address", $"{site.PublicUrl}/health/live answers {(int)answer.StatusCode}", "See that the proxy in front passes on to Urls, and the name it asks for is in AllowedHosts");
        }
        catch (Exception e) when (IsOfTheNetwork(e, cancellationToken))
        {
            return new Finding("address", $"{site.PublicUrl} does not answer: {e.Message}", "Start the service; see PublicUrl, the name's DNS entry, the proxy and its certificate");
        }
    }

    public static async Task<Finding> ReadFeedAsync(Site site, CancellationToken cancellationToken)
    {
        var address = site.FeedAddress(Topic.All, "atom");
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            var feed = XDocument.Parse(await client.GetStringAsync(address, cancellationToken)).Root!;
            XNamespace atom = "http://www.w3.org/2005/Atom";
            var self = feed.Elements(atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") == "self")?.Attribute("href")?.Value;
            return self == address.AbsoluteUri
                ? new Finding("feeds", $"{address} is well-formed, {feed.Elements(atom + "entry").Count()} item(s)")
                : new Finding("feeds", $"{address} calls itself {self}", "Give the service and this command the same PublicUrl");
        }
        catch (Exception e) when (e is XmlException || IsOfTheNetwork(e, cancellationToken))
        {
            return new Finding("feeds", $"{address} cannot be read: {e.Message}", "Without a listing there is none; see the health at /health/ready, and that the proxy changes no answers");
        }
    }

    private static bool IsOfTheNetwork(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
