// Requests byte for byte, as no HTTP client would send them.
using System.Net.Sockets;
using System.Text;

namespace FeedService.Tests.Support;

internal static class RawHttp
{
    /// <summary>Sends these characters as bytes and gives all that comes back until the service hangs up.</summary>
    public static async Task<string> AskAsync(Uri service, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(service.Host, service.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var answer = new StreamReader(socket.GetStream(), Encoding.Latin1);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await answer.ReadToEndAsync(patience.Token);
    }

    public static int StatusOf(string answer) => int.Parse(answer.Split(' ', 3)[1]);
}
