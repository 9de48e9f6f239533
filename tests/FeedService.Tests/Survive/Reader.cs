// A reader as there are many: asks now and then, over a connection that it holds or a new one, and takes the whole answer.
using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FeedService.Tests.Survive;

/// <param name="coding">What it asks for: gzip or identity.</param>
/// <param name="whole">The bytes that each answer must hold.</param>
internal sealed class Reader(Uri service, string coding, byte[] whole)
{
    private const int MostHeaders = 4096;

    private readonly byte[] request = Encoding.ASCII.GetBytes($"GET /feeds/all.atom HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {coding}\r\n\r\n");

    public byte[] Whole => whole;

    /// <summary>Over one connection all the time: it is never closed on who asks every few seconds.</summary>
    /// <returns>How long each answer took.</returns>
    public async Task<IReadOnlyList<TimeSpan>> HoldAsync(int times, TimeSpan every)
    {
        using var socket = await ConnectAsync();
        return await RepeatAsync(times, every, () => AskAsync(socket));
    }

    /// <summary>Over a new connection each time.</summary>
    /// <returns>How long each answer took, connecting included.</returns>
    public Task<IReadOnlyList<TimeSpan>> ComeAgainAsync(int times, TimeSpan every) => RepeatAsync(times, every, async () =>
    {
        using var socket = await ConnectAsync();
        await AskAsync(socket);
    });

    private static async Task<IReadOnlyList<TimeSpan>> RepeatAsync(int times, TimeSpan every, Func<Task> ask)
    {
        var took = new List<TimeSpan>();
        while (took.Count < times)
        {
            var watch = Stopwatch.StartNew();
            await ask();
            took.Add(watch.Elapsed);
            await Task.Delay(watch.Elapsed < every ? every - watch.Elapsed : TimeSpan.Zero);
        }
        return took;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(service.Host, service.Port);
        return socket;
    }

    private async Task AskAsync(Socket socket)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(whole.Length + MostHeaders);
        try
        {
            await socket.SendAsync(request);
            var (have, headers) = (0, 0);
            while (headers == 0 || have < headers + whole.Length)
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(have));
                Assert.True(count > 0, "the connection was closed in an answer");
                have += count;
                headers = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8) is var end and >= 0 ? end + 4 : 0;
            }
            Check(buffer.AsSpan(0, headers), buffer.AsSpan(headers, have - headers));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body)
    {
        Assert.True(headers.StartsWith("HTTP/1.1 200 OK\r\n"u8), Encoding.Latin1.GetString(headers));
        Assert.Contains($"Content-Length: {whole.Length.ToString(CultureInfo.InvariantCulture)}\r\n", Encoding.Latin1.GetString(headers), StringComparison.Ordinal);
        Assert.True(body.SequenceEqual(whole), "the answer is not whole");
    }
}
