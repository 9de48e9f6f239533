// The same few requests again and again over one connection, without allocating anything of its own.
using System.Net.Sockets;
using System.Text;

namespace FeedService.Tests.Support;

internal sealed class RepeatedRequests : IDisposable
{
    private readonly Socket socket;
    private readonly List<(byte[] Request, int Answer)> requests = [];
    private readonly byte[] buffer = new byte[1024 * 1024];

    /// <param name="requests">Each as method and path, and header lines.</param>
    public RepeatedRequests(Uri service, params string[][] requests)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
        socket.Connect(service.Host, service.Port);
        foreach (var request in requests)
        {
            var bytes = Encoding.ASCII.GetBytes($"{request[0]} HTTP/1.1\r\nHost: {service.Authority}\r\n{string.Concat(request.Skip(1).Select(line => line + "\r\n"))}\r\n");
            this.requests.Add((bytes, FirstAnswer(bytes, hasBody: !request[0].StartsWith("HEAD", StringComparison.Ordinal))));
        }
    }

    /// <summary>The first answers' status lines and headers.</summary>
    public List<string> Heads { get; } = [];

    /// <summary>Sends all of them so many times, each after the answer to the one before.</summary>
    public void Send(int times)
    {
        for (var i = 0; i < times; i++)
        {
            foreach (var (request, answer) in requests)
            {
                socket.Send(request);
                Receive(answer);
            }
        }
    }

    public void Dispose() => socket.Dispose();

    /// <returns>The answer's length: it is the same every time.</returns>
    private int FirstAnswer(byte[] request, bool hasBody)
    {
        socket.Send(request);
        var received = 0;
        int end;
        while ((end = buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8)) < 0)
            received += socket.Receive(buffer, received, buffer.Length - received, SocketFlags.None);
        var head = Encoding.ASCII.GetString(buffer, 0, end + 2);
        Heads.Add(head);
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))?[16..];
        var answer = end + 4 + (hasBody && length is not null ? int.Parse(length) : 0);
        Receive(answer - received);
        return answer;
    }

    private void Receive(int bytes)
    {
        for (var left = bytes; left > 0;)
        {
            var received = socket.Receive(buffer, 0, Math.Min(left, buffer.Length), SocketFlags.None);
            left = received > 0 ? left - received : throw new IOException("The service closed the connection.");
        }
    }
}
