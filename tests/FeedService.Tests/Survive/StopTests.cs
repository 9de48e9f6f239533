// SIGTERM: what is in flight is finished, and the process ends in time and with everything it took in.
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

public sealed class StopTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_a_run_it_ends_in_time_and_the_next_run_goes_on_from_there()
    {
        const int pages = 120;
        for (var page = 0; page < pages; page++)
            folder.Drop($"page-{page % 4}/2024-{1 + (page / 100):00}-{1 + (page / 4 % 25):00}.txt", Stories.Page(Enumerable.Range(0, 25).Select(i => (page / 4 * 3) + 25 - i + (page % 4 * 400))));
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        using var service = ServiceProcess.Start(folder, $"--Urls={address}");
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await UntilAsync(async () => (await client.GetAsync("/feeds/page-0.rss")).IsSuccessStatusCode);
        var (exitCode, took) = await StopAsync(service);
        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(15), $"{took}: ten seconds are promised, five are for a busy machine");
        var (_, listings) = await ServiceProcess.RunAsync(folder, "listings", "--most", "1000");
        Assert.InRange(listings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, pages - 1);
        var (rest, output) = await ServiceProcess.RunAsync(folder, "ingest");
        Assert.True(rest == 0, output);
    }

    [Fact]
    public async Task Told_to_stop_while_a_request_comes_in_it_answers_it_first()
    {
        Directory.CreateDirectory(folder.Inbox);
        var address = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
        using var service = ServiceProcess.Start(folder, $"--Urls={address}");
        using var client = new HttpClient { BaseAddress = address };
        await service.WaitUntilReadyAsync(client);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /operator/reading HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 12\r\n\r\nform-"));
        await Task.Delay(500);
        var stopping = StopAsync(service);
        await Task.Delay(500);
        Assert.False(stopping.IsCompleted, "it did not wait for the request");
        await socket.GetStream().WriteAsync("token=x"u8.ToArray());
        using var answer = new StreamReader(socket.GetStream());
        Assert.Equal("HTTP/1.1 400 Bad Request", await answer.ReadLineAsync());
        Assert.Equal(0, (await stopping).ExitCode);
    }

    [Fact]
    public async Task A_client_that_never_finishes_does_not_keep_it_from_stopping()
    {
        Directory.CreateDirectory(folder.Inbox);
        var address = new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}");
        using var service = ServiceProcess.Start(folder, $"--Urls={address}");
        using var client = new HttpClient { BaseAddress = address };
        await service.WaitUntilReadyAsync(client);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /operator/reading HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n{new string('a', 400_000)}"));
        var (exitCode, took) = await StopAsync(service);
        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(15), $"{took}: ten seconds are promised, five are for a busy machine");
    }

    private static async Task<(int ExitCode, TimeSpan Took)> StopAsync(ServiceProcess service)
    {
        var watch = Stopwatch.StartNew();
        service.Terminate();
        return (await service.WaitAsync(), watch.Elapsed);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var patience = 0; patience < 600; patience++)
        {
            try
            {
                if (await condition())
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        Assert.Fail("a minute was not enough");
    }
}
