// The operator's page: what it shows, what it does, and whom it lets in.
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FeedService.Tests.Support;

namespace FeedService.Tests.Publish;

public sealed partial class OperatorTests : IAsyncLifetime
{
    private const string Token = "a-token-of-twenty-five-ch";

    private readonly TestFolder folder = new();
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        SamplePages.DropHeld(folder);
        service = await TestService.StartAsync(folder);
        await service.IngestAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task It_shows_the_last_run_the_listings_with_their_reasons_and_who_has_gone_silent()
    {
        folder.Drop("town/notes.bin", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        await service.IngestAsync();
        var page = await service.GetAsync("/operator");
        Assert.Contains("ingest: Healthy.", page, StringComparison.Ordinal);
        Assert.Contains("The file is a PNG image, not text.", page, StringComparison.Ordinal);
        Assert.Contains("items at once", page, StringComparison.Ordinal);
        Assert.DoesNotContain("gone silent", page, StringComparison.Ordinal);
        service.Clock.Now += TimeSpan.FromDays(30);
        Assert.Contains("gone silent", await service.GetAsync("/operator"), StringComparison.Ordinal);
        Assert.DoesNotContain("PNG image", ListingsOf(await service.GetAsync("/operator?status=held")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listings_page_shows_every_line_with_what_it_was_read_as()
    {
        var page = await service.GetAsync("/operator/listings/1");
        Assert.Contains("<span class=\"number\">1</span> <span class=\"label\">title</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"label\">teaser</span>", page, StringComparison.Ordinal);
        using var none = await service.Client.GetAsync("/operator/listings/999");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_held_listing_shows_what_it_would_bring_and_is_published_when_it_is_accepted()
    {
        var held = HeldLink().Match(await service.GetAsync("/operator")).Groups["path"].Value;
        var page = await service.GetAsync(held);
        Assert.Contains("New: 40. Edited: 0. As they are known: 0.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Stories.Title(1000), await service.GetAsync("/feeds/town.rss"), StringComparison.Ordinal);
        using var accepted = await PostAsync($"{held}/accept", held);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Contains("The listing is published.", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await service.IngestAsync();
        Assert.Contains(Stories.Title(1000), await service.GetAsync("/feeds/town.rss"), StringComparison.Ordinal);
        using var again = await PostAsync($"{held}/accept", "/operator");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_held_listing_is_given_up_when_it_is_rejected()
    {
        var held = HeldLink().Match(await service.GetAsync("/operator")).Groups["path"].Value;
        using var rejected = await PostAsync($"{held}/reject", held);
        Assert.Contains("The listing is given up.", await rejected.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Nothing is held.", await service.GetAsync("/operator"), StringComparison.Ordinal);
        Assert.DoesNotContain("<button", await service.GetAsync(held), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_file_is_read_line_by_line_and_not_stored()
    {
        var database = await File.ReadAllBytesAsync(folder.Database);
        using var response = await PostAsync("/operator/reading", "/operator", Encoding.UTF8.GetBytes(Stories.Page([501, 502, 503])));
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("Nothing of it was stored.", page, StringComparison.Ordinal);
        Assert.Contains($"<strong>{Stories.Title(502)}</strong>", page, StringComparison.Ordinal);
        Assert.Equal(database, await File.ReadAllBytesAsync(folder.Database));
        using var picture = await PostAsync("/operator/reading", "/operator", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Assert.Contains("It is rejected: The file is a PNG image", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var large = await PostAsync("/operator/reading", "/operator", new byte[9 * 1024 * 1024]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_not_ours_does_nothing()
    {
        var held = HeldLink().Match(await service.GetAsync("/operator")).Groups["path"].Value;
        foreach (var path in (string[])[$"{held}/accept", $"{held}/reject", "/operator/reading"])
        {
            using var forged = await service.Client.PostAsync(path, new FormUrlEncodedContent([new("form-token", "forged")]));
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }
        Assert.Contains(held, await service.GetAsync("/operator"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /operator HTTP/1.1\r\nHost: 127.0.0.1\r\n", 200)]
    [InlineData("GET /operator HTTP/1.1\r\nHost: localhost:5080\r\n", 200)]
    [InlineData("GET /operator HTTP/1.1\r\nHost: [::1]:5080\r\n", 200)]
    [InlineData("GET /operator HTTP/1.1\r\nHost: feeds.example.org\r\n", 403)]
    [InlineData("GET /operator HTTP/1.1\r\nHost: localhost.evil.example\r\n", 400)]
    [InlineData("GET /operator HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 198.51.100.7\r\n", 403)]
    [InlineData("GET /operator HTTP/1.1\r\nHost: 127.0.0.1\r\nForwarded: for=198.51.100.7\r\n", 403)]
    [InlineData("GET /operator HTTP/1.0\r\nHost: 127.0.0.1\r\n", 403)]
    [InlineData("GET /operator/listings/1 HTTP/1.1\r\nHost: feeds.example.org\r\n", 403)]
    [InlineData("POST /operator/listings/1/accept HTTP/1.1\r\nHost: feeds.example.org\r\nContent-Length: 0\r\n", 403)]
    public async Task Without_a_token_only_this_machine_is_let_in_and_no_proxy_on_it(string request, int status) =>
        Assert.Equal(status, await AskAsync(request));

    [Fact]
    public async Task With_a_token_nobody_is_let_in_without_it()
    {
        await using var guarded = await TestService.StartAsync(folder, $"--Operator:Token={Token}");
        using var refused = await guarded.Client.GetAsync("/operator");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(guarded, new("Bearer", Token + "x")));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(guarded, new("Basic", "not base64")));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(guarded, Basic($"{Token}:wrong")));
        Assert.Equal(HttpStatusCode.OK, await WithAsync(guarded, new("Bearer", Token)));
        Assert.Equal(HttpStatusCode.OK, await WithAsync(guarded, Basic($"anybody:{Token}")));
    }

    [Fact]
    public async Task A_token_that_is_easily_guessed_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestService.StartAsync(folder, "--Operator:Token=secret"));
        Assert.Contains("Operator:Token must be 16 to 200", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_pages_are_kept_by_no_cache_and_take_no_foreign_form_or_frame()
    {
        using var response = await service.Client.GetAsync("/operator");
        Assert.Equal("no-store", response.Headers.NonValidated["Cache-Control"].ToString());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("SameSite=Strict", response.Headers.NonValidated["Set-Cookie"].ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Posts what the form on a page would.</summary>
    private async Task<HttpResponseMessage> PostAsync(string path, string formOn, byte[]? file = null)
    {
        var token = FormToken().Match(await service.GetAsync(formOn)).Groups["token"].Value;
        var form = new MultipartFormDataContent { { new StringContent(token), "form-token" } };
        if (file is not null)
            form.Add(new ByteArrayContent(file), "file", "page <b>.txt");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form, Headers = { ExpectContinue = true } };
        return await service.Client.SendAsync(request);
    }

    private async Task<int> AskAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(service.Client.BaseAddress!.Host, service.Client.BaseAddress.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{request}Connection: close\r\n\r\n"));
        using var answer = new StreamReader(socket.GetStream());
        return int.Parse((await answer.ReadLineAsync())!.Split(' ')[1]);
    }

    private static async Task<HttpStatusCode> WithAsync(TestService guarded, AuthenticationHeaderValue authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/operator");
        request.Headers.Authorization = authorization;
        using var response = await guarded.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static AuthenticationHeaderValue Basic(string credentials) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    private static string ListingsOf(string page) => page[page.IndexOf("id=\"listings\"", StringComparison.Ordinal)..];

    [GeneratedRegex("<a href=\"(?<path>/operator/listings/\\d+)\">\\d+</a> <code dir=\"auto\">[^<]*</code>\\s*<strong class=\"bad\">held")]
    private static partial Regex HeldLink();

    [GeneratedRegex("name=\"form-token\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
