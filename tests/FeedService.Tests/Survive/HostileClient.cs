// Clients as nobody wants them, and what each must get for it.
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace FeedService.Tests.Survive;

/// <param name="RunAsync">Gives what was wrong with how the service dealt with it, or null.</param>
internal sealed record HostileClient(string Name, Func<Uri, int, Task<string?>> RunAsync)
{
    /// <summary>Nobody may stay for long; half a minute is for a machine that is busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Get = "GET /feeds/all.atom HTTP/1.1\r\nHost: localhost\r\n";

    private static long longestStay;

    public static IReadOnlyList<HostileClient> Kinds { get; } =
    [
        new("silent", (service, _) => StayAsync(service, "", oneByteASecond: false)),
        new("slow headers", (service, _) => StayAsync(service, Get, oneByteASecond: true)),
        new("slow body", (service, _) => StayAsync(service, "POST /operator/reading HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", oneByteASecond: true)),
        new("reads nothing", (service, _) => ReadNothingAsync(service)),
        new("hangs up", HangUpAsync),
        new("both lengths", (service, _) => ExpectAsync(service, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)),
        new("encoded slash", (service, _) => ExpectAsync(service, "GET /feeds%2fall.atom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)),
        new("encoded zero", (service, _) => ExpectAsync(service, "GET /topics/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)),
        new("long line", (service, _) => ExpectAsync(service, $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414)),
        new("long header", (service, _) => ExpectAsync(service, $"{Get}X: {new string('a', 40_000)}\r\n\r\n", 431)),
        new("many headers", (service, _) => ExpectAsync(service, $"{Get}{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: y\r\n"))}\r\n", 431)),
        new("large body", (service, _) => ExpectAsync(service, "POST /operator/reading HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413)),
        new("no HTTP", (service, _) => ExpectAsync(service, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400)),
    ];

    public static TimeSpan LongestStay => TimeSpan.FromTicks(Interlocked.Read(ref longestStay));

    /// <summary>Until the service closes the connection.</summary>
    private static async Task<string?> StayAsync(Uri service, string request, bool oneByteASecond)
    {
        using var socket = await ConnectAsync(service);
        var watch = Stopwatch.StartNew();
        var closed = ReadToEndAsync(socket);
        try
        {
            if (oneByteASecond)
                await socket.SendAsync(Encoding.ASCII.GetBytes(request));
            while (!closed.IsCompleted && watch.Elapsed < Patience)
            {
                await Task.WhenAny(closed, Task.Delay(1000));
                if (oneByteASecond && !closed.IsCompleted)
                    await socket.SendAsync(request.StartsWith("POST", StringComparison.Ordinal) ? "a"u8.ToArray() : "X"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // Closed while we were writing.
        }
        Note(watch.Elapsed);
        return watch.Elapsed < Patience ? null : "was still there after a minute";
    }

    /// <summary>Asks for far more than the kernel's buffers hold, and takes none of it.</summary>
    private static async Task<string?> ReadNothingAsync(Uri service)
    {
        const int requests = 2000;
        using var socket = await ConnectAsync(service, receiveBuffer: 4096);
        await socket.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Get + "\r\n", requests))));
        await Task.Delay(TimeSpan.FromSeconds(14));
        var answers = Encoding.ASCII.GetString(await ReadToEndAsync(socket)).Split("HTTP/1.1 200 OK").Length - 1;
        return answers < requests ? null : "was waited for";
    }

    /// <summary>A reset, at some point of the answer or of the request.</summary>
    private static async Task<string?> HangUpAsync(Uri service, int seed)
    {
        using var socket = await ConnectAsync(service);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        var random = new Random(seed);
        var request = Encoding.ASCII.GetBytes(Get + "\r\n");
        await socket.SendAsync(request.AsMemory(0, random.Next(2) == 0 ? request.Length : random.Next(request.Length)));
        await Task.Delay(random.Next(20));
        return null;
    }

    private static async Task<string?> ExpectAsync(Uri service, string request, int status)
    {
        using var socket = await ConnectAsync(service);
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        }
        catch (SocketException)
        {
            // Refused before it was all said.
        }
        var answer = Encoding.Latin1.GetString(await ReadToEndAsync(socket));
        // A reset may overtake the answer to a request that was not read to its end.
        return answer.Length == 0 || answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal) ? null : $"{request[..Math.Min(40, request.Length)]}: {answer.Split('\r')[0]} instead of {status}";
    }

    private static async Task<Socket> ConnectAsync(Uri service, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(service.Host, service.Port);
        return socket;
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var (answer, buffer) = (new MemoryStream(), new byte[16384]);
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is var count and > 0)
                answer.Write(buffer, 0, count);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Reset, or not closed within our patience.
        }
        return answer.ToArray();
    }

    private static void Note(TimeSpan stay)
    {
        for (var seen = longestStay; stay.Ticks > seen; seen = longestStay)
            Interlocked.CompareExchange(ref longestStay, stay.Ticks, seen);
    }
}
