// What one run did to the files of its database, call by call, and how they would look had it ended at any of them.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FeedService.Tests.Support;

namespace FeedService.Tests.Survive;

/// <summary>One call that changes a file or makes it durable.</summary>
/// <param name="Size">For ftruncate: the new length.</param>
internal sealed record FileCall(string Kind, string File, long Offset, byte[] Bytes, long Size)
{
    public bool IsSync => Kind is "fsync" or "fdatasync";
}

internal sealed partial class Recording
{
    private const string Unfinished = "<unfinished ...>";

    private readonly Dictionary<string, byte[]> before;

    private Recording(Dictionary<string, byte[]> before, IReadOnlyList<FileCall> calls) => (this.before, Calls) = (before, calls);

    public IReadOnlyList<FileCall> Calls { get; }

    /// <summary>Records a run over the folder, which is left as the run left it.</summary>
    public static async Task<Recording> OfAsync(TestFolder folder, string? hook, params string[] args)
    {
        var before = FilesOf(folder).Where(File.Exists).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllBytes);
        var trace = Path.Combine(folder.Path, "trace");
        var (exitCode, output) = await Strace.RunAsync(folder, ["-o", trace, "-y", "-xx", "-s", "100000", "-e", $"trace=lseek,{string.Join(',', Strace.Changing)}"], hook, args);
        Assert.True(exitCode == 0, output);
        return new Recording(before, Parse(await File.ReadAllLinesAsync(trace)));
    }

    /// <summary>The process is killed before call number <paramref name="end"/>: what was written stays, synced or not.</summary>
    public void PutKilled(TestFolder folder, int end) => Put(folder, Replay(Enumerable.Range(0, end)));

    /// <summary>The power fails there: of what was not synced yet, each write has reached the disk or not.</summary>
    public void PutPowerCut(TestFolder folder, int end, Random random)
    {
        var durable = Enumerable.Range(0, end).Where(i => Calls.Take(end).Skip(i).Any(call => call.IsSync && call.File == Calls[i].File)).ToHashSet();
        Put(folder, Replay(Enumerable.Range(0, end).Where(i => durable.Contains(i) || random.Next(2) == 0)));
    }

    /// <summary>After which calls a commit had been told to whoever asked for it: the journal is empty, and that is synced.</summary>
    public IEnumerable<int> Commits() => Enumerable.Range(0, Calls.Count)
        .Where(i => Calls[i] is { Kind: "ftruncate", Size: 0 } && Calls[i].File.EndsWith("-journal", StringComparison.Ordinal)).Select(i => i + 2);

    private static string[] FilesOf(TestFolder folder) => [folder.Database, folder.Database + "-journal"];

    private Dictionary<string, MemoryStream> Replay(IEnumerable<int> calls)
    {
        var files = before.ToDictionary(file => file.Key, file => Copy(file.Value));
        foreach (var call in calls.Select(i => Calls[i]).Where(call => !call.IsSync))
        {
            var file = files.TryGetValue(call.File, out var known) ? known : files[call.File] = new MemoryStream();
            if (call.Kind == "ftruncate")
                file.SetLength(call.Size);
            else
                Write(file, call);
        }
        return files;
    }

    private static void Write(MemoryStream file, FileCall call)
    {
        file.Position = call.Offset;
        file.Write(call.Bytes);
    }

    private static MemoryStream Copy(byte[] bytes)
    {
        var copy = new MemoryStream();
        copy.Write(bytes);
        return copy;
    }

    private static void Put(TestFolder folder, Dictionary<string, MemoryStream> files)
    {
        var data = Path.GetDirectoryName(folder.Database)!;
        Directory.CreateDirectory(data);
        foreach (var (name, content) in files)
            File.WriteAllBytes(Path.Combine(data, name), content.ToArray());
    }

    private static List<FileCall> Parse(IEnumerable<string> trace)
    {
        var calls = new List<FileCall>();
        var offsets = new Dictionary<string, long>();
        foreach (var match in Whole(trace).Where(line => line.Contains('<', StringComparison.Ordinal)).Select(line => Line().Match(line)))
        {
            Assert.True(match.Success, "a line of the trace is not a call");
            var (kind, descriptor, file) = (match.Groups["call"].Value, match.Groups["fd"].Value, Path.GetFileName(Encoding.UTF8.GetString(Unescape(match.Groups["path"].Value))));
            var (rest, result) = (match.Groups["rest"].Value, long.Parse(match.Groups["result"].Value, CultureInfo.InvariantCulture));
            if (kind == "lseek")
                offsets[descriptor] = result;
            else
                calls.Add(new FileCall(kind, file, kind == "pwrite64" ? OffsetOf(rest) : offsets.GetValueOrDefault(descriptor), BytesOf(rest), kind == "ftruncate" ? OffsetOf(rest) : 0));
            if (kind == "write")
                offsets[descriptor] += result;
        }
        return calls;
    }

    /// <summary>Where another thread called meanwhile, strace tells the beginning and the end of a call on two lines; it happened at its end.</summary>
    private static IEnumerable<string> Whole(IEnumerable<string> trace)
    {
        var begun = new Dictionary<string, string>();
        foreach (var line in trace)
        {
            var thread = line.Split(' ')[0];
            if (line.EndsWith(Unfinished, StringComparison.Ordinal))
                begun[thread] = line[..^Unfinished.Length].TrimEnd();
            else if (Resumed().Match(line) is { Success: true } end && begun.Remove(thread, out var beginning))
                yield return beginning + line[(end.Index + end.Length)..];
            else
                yield return line;
        }
    }

    private static long OffsetOf(string arguments) => long.Parse(arguments.Split(' ')[^1], CultureInfo.InvariantCulture);

    private static byte[] BytesOf(string arguments) =>
        Quoted().Match(arguments) is { Success: true } quoted ? Unescape(quoted.Groups[1].Value) : [];

    private static byte[] Unescape(string text) => Convert.FromHexString(text.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+ +(?<call>\w+)\((?<fd>\d+)<(?<path>[^>]*)>(?<rest>.*)\) += (?<result>\d+)")]
    private static partial Regex Line();

    [GeneratedRegex(@"<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();
}
