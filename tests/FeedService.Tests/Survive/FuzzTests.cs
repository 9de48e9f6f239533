// Random bytes as requests and as listings: an answer to each, and never an exception that nobody expected.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FeedService.Listings;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class FuzzTests
{
    /// <summary>FUZZ_SECONDS=300 for the long run, FUZZ_SEED to see again what one found.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(Number("FUZZ_SECONDS") ?? 4);

    private static readonly int Seed = Number("FUZZ_SEED") ?? Random.Shared.Next();

    private static readonly string[] Requests =
    [
        "GET /feeds/all.rss HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip;q=0.5, br\r\nIf-None-Match: W/\"a\", \"b\"\r\n\r\n",
        "GET /feeds/all.atom?topics=astronomy&not=gardening&q=moon&limit=20 HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: Fri, 20 Nov 2026 10:00:00 GMT\r\n\r\n",
        "HEAD /feeds/astronomy/archive/1-2.json HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /topics/gardening?before=2026-05-04T18:30:00Z HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /topics/gardening/headlines.json?limit=5 HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\n\r\n",
        "GET /topics/gardening/embed?theme=dark HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/items?after=0&limit=10 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /oembed?url=https%3A%2F%2Ffeeds.example.org%2Ftopics%2Fgardening&format=json HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /operator?status=held&done=accepted HTTP/1.1\r\nHost: localhost\r\nCookie: feedservice-operator=x\r\nAuthorization: Basic YTpi\r\n\r\n",
        "POST /operator/listings/1/accept HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 12\r\n\r\nform-token=x",
        "POST /operator/reading HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 50\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n",
        "GET /items/0b7c9f44-1d2e-5a3b-8c4d-000000000004 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-5\r\n\r\n",
        "OPTIONS /feeds/all.json HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: GET\r\n\r\n",
    ];

    [Fact]
    public async Task No_request_whatever_its_bytes_is_answered_with_an_error_of_ours()
    {
        using var folder = new TestFolder();
        folder.DropSeeds();
        await using var service = await TestService.StartAsync(folder);
        await service.IngestAsync();
        var random = new Random(Seed);
        var watch = Stopwatch.StartNew();
        var (asked, answered) = (0, 0);
        for (; asked < 100 || watch.Elapsed < Long; asked++)
        {
            var request = Mutate(Encoding.Latin1.GetBytes(Requests[random.Next(Requests.Length)].Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)), random);
            var answer = await AskAsync(service.Client.BaseAddress!, request);
            answered += answer.Length > 0 ? 1 : 0;
            // 501 and 505 are the right words for an oEmbed format that is not served, and for another version of HTTP.
            Assert.False(answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && answer[9..12] is not ("501" or "505"), $"FUZZ_SEED={Seed}: {answer.Split('\r')[0]} for {Convert.ToHexString(request)} = {Encoding.Latin1.GetString(request)}");
        }
        Assert.DoesNotContain(service.Log.Lines, line => line.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));
        // The control: what is asked is mostly still a request.
        Assert.True(answered > asked / 2, $"only {answered} of {asked} requests were answered");
    }

    [Fact]
    public void No_listing_whatever_its_bytes_is_read_with_an_exception_and_every_line_is_accounted_for()
    {
        var random = new Random(Seed);
        var watch = Stopwatch.StartNew();
        for (var read = 0; read < 100 || watch.Elapsed < Long; read++)
        {
            var bytes = MutatedSeed(random);
            var listing = ListingParser.Parse(ListingText.Decode(bytes));
            if (listing.Rejected is not null)
                continue;
            var inEntries = listing.Lines.Count(line => line.Label is LineLabel.Caption or LineLabel.Title or LineLabel.Teaser);
            Assert.True(listing.LineCount == listing.BlankCount + listing.Furniture.Count + inEntries, $"FUZZ_SEED={Seed}: {Convert.ToHexString(bytes)}");
        }
    }

    [Fact]
    public async Task Whatever_lies_in_the_inbox_no_run_fails_and_every_feed_is_well_formed()
    {
        using var folder = new TestFolder();
        var random = new Random(Seed);
        await using var service = await TestService.StartAsync(folder);
        var watch = Stopwatch.StartNew();
        for (var run = 0; run < 2 || watch.Elapsed < Long; run++)
        {
            for (var file = 0; file < 20; file++)
                folder.Drop($"topic-{random.Next(3)}/{run}-{file}.txt", MutatedSeed(random));
            var summary = await service.IngestTrustedAsync();
            Assert.Equal(0, summary.Unreadable);
            foreach (var topic in (string[])["topic-0", "topic-1", "topic-2"])
                Assert.NotNull(XDocument.Parse(await service.GetAsync($"/feeds/{topic}.atom")).Root);
        }
        Assert.DoesNotContain(service.Log.Lines, line => line.StartsWith("Run failed", StringComparison.Ordinal));
    }

    private static byte[] MutatedSeed(Random random)
    {
        var seeds = Directory.GetFiles(Repository.Seeds, "*.txt", SearchOption.AllDirectories);
        return Mutate(File.ReadAllBytes(seeds[random.Next(seeds.Length)]), random);
    }

    /// <summary>Bytes changed, put in, taken out, doubled; sometimes many, so that little of the original is left.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, random.Next(5) == 0 ? 60 : 6); change > 0 && bytes.Count > 0; change--)
        {
            var (at, length) = (random.Next(bytes.Count), random.Next(1, 40));
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, Odd[random.Next(Odd.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(length, bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(OddTexts[random.Next(OddTexts.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }

    private static readonly byte[] Odd = [0, 9, 10, 13, 0x1B, 0x20, 0x22, 0x25, 0x2F, 0x3A, 0x3B, 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xFE, 0xFF];

    private static readonly string[] OddTexts = ["%00", "%2f", "..%2f", "%ff", "\u2028", "\u202E", "\uFEFF", "]]>", "\u0085", "-1", "99999999999999999999", "\n\n\n\n", "é", "\u0130", "🚂", "; charset=x"];

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Where no answer comes, says that nothing more follows: the service waits for the rest of a request that lost its end.</summary>
    private static async Task<string> AskAsync(Uri service, byte[] request)
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(service.Host, service.Port);
        try
        {
            await socket.SendAsync(request);
            var answer = new byte[4096];
            var receiving = socket.ReceiveAsync(answer);
            if (await Task.WhenAny(receiving, Task.Delay(250)) != receiving)
                socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            var length = await receiving;
            return Encoding.Latin1.GetString(answer, 0, length);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return "";
        }
    }
}
