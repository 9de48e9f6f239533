// Configuration section Guard.
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace FeedService.Publish.Guards;

/// <summary>How much one client may ask for, and whom to believe who the client is.</summary>
internal sealed record GuardOptions
{
    /// <summary>
    /// Answers that one client address gets in a minute; 0: any number. A 304 costs nobody anything and is not counted, and
    /// this machine itself is not limited: a proxy on it that is not named would make one client of all its visitors.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Guard:AnswersPerMinute must be 0 (any number) to 1000000")]
    public int AnswersPerMinute { get; init; } = 600;

    /// <summary>Addresses or networks of the proxies in front, separated by commas: their X-Forwarded-For is believed, nobody else's.</summary>
    public string Proxies { get; init; } = "";

    /// <returns>Null where one of them is neither an address nor a network.</returns>
    public IReadOnlyList<IPNetwork>? ParseProxies()
    {
        var networks = new List<IPNetwork>();
        foreach (var text in Proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else
                return null;
        }
        return networks;
    }
}
