// Clients as nobody wants them, and what each must get for it.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace FeedService.Tests.Survive;

/// <summary>One client's coming: to which service, how long it may stay, and where it notes how long it did.</summary>
internal sealed record Visit(Uri Service, int Seed, TimeSpan Patience, ConcurrentBag<TimeSpan> Stays);

/// <param name="RunAsync">Gives what was wrong with how the service dealt with it, or null.</param>
internal sealed record HostileClient(string Name, Func<Visit, Task<string?>> RunAsync)
{
    private const string Get = "GET /feeds/all.atom HTTP/1.1\r\nHost: localhost\r\n";

    private const string Post = "POST /operator/reading HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    /// <summary>Answers asked for at once by who does not take them: far more than the kernel's buffers hold.</summary>
    private const int Answers = 400;

    /// <summary>Those who stay for as long as they may.</summary>
    public static IReadOnlyList<HostileClient> Staying { get; } =
    [
        new("silent", visit => StayAsync(visit, "", everySecond: null)),
        new("slow headers", visit => StayAsync(visit, Get, everySecond: "X")),
        new("slow body", visit => StayAsync(visit, $"{Post}Content-Length: 100000\r\n\r\n", everySecond: "a")),
        new("reads nothing", visit => ReadTooLittleAsync(visit, bytesASecond: 0)),
        new("reads slowly", visit => ReadTooLittleAsync(visit, bytesASecond: 1024)),
    ];

    /// <summary>Those who are gone at once.</summary>
    public static IReadOnlyList<HostileClient> Passing { get; } =
    [
        new("hangs up", HangUpAsync),
        new("foreign host", visit => ExpectAsync(visit, "GET /feeds/all.atom HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n", 400)),
        new("both lengths", visit => ExpectAsync(visit, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)),
        new("encoded slash", visit => ExpectAsync(visit, "GET /feeds%2fall.atom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)),
        new("encoded zero", visit => ExpectAsync(visit, "GET /topics/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)),
        new("long line", visit => ExpectAsync(visit, $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414)),
        new("long header", visit => ExpectAsync(visit, $"{Get}X: {new string('a', 40_000)}\r\n\r\n", 431)),
        new("many headers", visit => ExpectAsync(visit, $"{Get}{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: y\r\n"))}\r\n", 431)),
        new("large body", visit => ExpectAsync(visit, $"{Post}Content-Length: 99999999999\r\n\r\n", 413)),
        new("no HTTP", visit => ExpectAsync(visit, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400)),
    ];

    /// <summary>Until the service closes the connection.</summary>
    private static async Task<string?> StayAsync(Visit visit, string request, string? everySecond)
    {
        using var socket = await ConnectAsync(visit.Service);
        var watch = Stopwatch.StartNew();
        var closed = ReadToEndAsync(socket, visit.Patience);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request));
            while (!closed.IsCompleted)
            {
                await Task.WhenAny(closed, Task.Delay(1000));
                if (everySecond is not null && !closed.IsCompleted)
                    await socket.SendAsync(Encoding.ASCII.GetBytes(everySecond));
            }
        }
        catch (SocketException)
        {
            // Closed while we were writing.
        }
        visit.Stays.Add(watch.Elapsed);
        return (await closed).Closed ? null : $"was still there after {visit.Patience.TotalSeconds:F0} s";
    }

    /// <summary>Takes next to nothing of all that it asked for, and looks after fourteen seconds whether somebody waited for that.</summary>
    private static async Task<string?> ReadTooLittleAsync(Visit visit, int bytesASecond)
    {
        using var socket = await ConnectAsync(visit.Service, receiveBuffer: 4096);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{Get}\r\n", Answers - 1)) + $"{Get}Connection: close\r\n\r\n"));
            for (var second = 0; second < 14; second++)
            {
                await Task.Delay(1000);
                if (bytesASecond > 0)
                    await socket.ReceiveAsync(new byte[bytesASecond]);
            }
        }
        catch (SocketException)
        {
            return null;
        }
        return (await ReadToEndAsync(socket, visit.Patience)).Answers < Answers * 9 / 10 ? null : "was waited for";
    }

    /// <summary>A reset, at some point of the answer or of the request.</summary>
    private static async Task<string?> HangUpAsync(Visit visit)
    {
        using var socket = await ConnectAsync(visit.Service);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        var random = new Random(visit.Seed);
        var request = Encoding.ASCII.GetBytes(Get + "\r\n");
        await socket.SendAsync(request.AsMemory(0, random.Next(2) == 0 ? request.Length : random.Next(request.Length)));
        await Task.Delay(random.Next(20));
        return null;
    }

    private static async Task<string?> ExpectAsync(Visit visit, string request, int status)
    {
        using var socket = await ConnectAsync(visit.Service);
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        }
        catch (SocketException)
        {
            // Refused before it was all said.
        }
        var (beginning, _, closed) = await ReadToEndAsync(socket, visit.Patience);
        // A reset may overtake the answer to a request that was not read to its end.
        if (beginning.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal) || (beginning.Length == 0 && closed))
            return null;
        return $"{request[..Math.Min(40, request.Length)]}: {(beginning.Length == 0 ? "no answer" : beginning.Split('\r')[0])} instead of {status}";
    }

    private static async Task<Socket> ConnectAsync(Uri service, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(service.Host, service.Port);
        return socket;
    }

    /// <returns>How it begins, how many answers with 200 it holds (give or take some, cut by the ends of our buffer), and whether it ended within our patience.</returns>
    private static async Task<(string Beginning, int Answers, bool Closed)> ReadToEndAsync(Socket socket, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        var (beginning, answers, buffer) = ("", 0, new byte[2048]);
        try
        {
            while (await socket.ReceiveAsync(buffer, end.Token) is var count and > 0)
            {
                if (beginning.Length == 0)
                    beginning = Encoding.Latin1.GetString(buffer, 0, Math.Min(count, 64));
                answers += buffer.AsSpan(0, count).Count("HTTP/1.1 200 OK"u8);
            }
        }
        catch (SocketException)
        {
            // Reset.
        }
        catch (OperationCanceledException)
        {
            return (beginning, answers, Closed: false);
        }
        return (beginning, answers, Closed: true);
    }
}
