// The folder that a static site is written to: what is the same stays untouched, what belongs no longer goes.
namespace FeedService.Publish.Static;

/// <summary>How many documents a run wrote, found as they should be, and removed.</summary>
internal readonly record struct PublishSummary(int Written, int Unchanged, int Removed);

/// <summary>One run's hold on the folder. Readers never see half a file: each is written under a spare name and renamed.</summary>
internal sealed class SiteFolder : IDisposable
{
    /// <summary>Not part of the site: the manifest, the lock, and what a web server must be told.</summary>
    public const string OwnFolder = ".feedservice";

    private readonly string root;
    private readonly string spare;
    private readonly FileStream holder;
    private readonly Manifest manifest;
    private readonly TimeProvider clock;
    private readonly HashSet<string> current = [];
    private readonly HashSet<string> written = [];

    private SiteFolder(string root, TimeProvider clock, FileStream holder)
    {
        (this.root, this.clock, this.holder) = (root, clock, holder);
        var own = Path.Combine(root, OwnFolder);
        spare = Path.Combine(own, "writing");
        manifest = Manifest.Open(own);
    }

    /// <exception cref="UnusableFolderException">It holds files that are not ours, or another run is writing to it.</exception>
    public static SiteFolder Open(string path, TimeProvider clock)
    {
        var root = Path.GetFullPath(path);
        var own = Path.Combine(root, OwnFolder);
        if (Directory.Exists(root) && !Manifest.IsIn(own) && Directory.EnumerateFileSystemEntries(root).Any(entry => entry != own))
            throw new UnusableFolderException($"{path} is not empty, and was not written by publish; name an empty or new folder");
        Directory.CreateDirectory(own);
        return new SiteFolder(root, clock, TakeHold(path, own));
    }

    /// <summary>Begins to count anew which documents belong; nothing is forgotten of those that are there.</summary>
    public void Begin() => current.Clear();

    /// <exception cref="UnusableFolderException">A file that is not ours stands in its place.</exception>
    public async Task PutAsync(StaticDocument document, CancellationToken cancellationToken)
    {
        var file = document.File;
        var target = Path.Combine(root, file);
        var before = File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellationToken) : null;
        if (before is not null && !manifest.Contains(file))
            throw new UnusableFolderException($"{target} was not written by publish, and stands where a file of the site belongs; move it away");
        if (before.AsSpan().SequenceEqual(document.Bytes) && before is not null && VariantsOf(file).All(variant => File.Exists(Path.Combine(root, variant))))
        {
            current.UnionWith([file, .. VariantsOf(file)]);
            return;
        }
        await WriteAsync(document, ModifiedAt(document, target), cancellationToken);
        written.Add(file);
    }

    /// <summary>Removes what was written once and belongs no longer.</summary>
    public PublishSummary Finish()
    {
        var gone = manifest.Names.Except(current).ToList();
        foreach (var file in gone)
            Remove(file);
        manifest.Replace(current, spare);
        return new PublishSummary(written.Count, current.Count(IsDocument) - written.Count, gone.Count(IsDocument));
    }

    public void Dispose() => holder.Dispose();

    private static bool IsDocument(string file) => !Compressed.Extensions.Contains(Path.GetExtension(file));

    private static FileStream TakeHold(string path, string own)
    {
        try
        {
            return new FileStream(Path.Combine(own, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new UnusableFolderException($"{path} cannot be held for writing, perhaps by another publish: {e.Message}");
        }
    }

    private IEnumerable<string> VariantsOf(string file) => Compressed.Extensions.Select(extension => file + extension).Where(manifest.Contains);

    /// <summary>The document itself comes last: a run that is killed before it finds it changed again, and writes all of it.</summary>
    private async Task WriteAsync(StaticDocument document, DateTime modified, CancellationToken cancellationToken)
    {
        var file = document.File;
        (string Name, byte[] Bytes)[] files = [.. Compressed.Of(file, document.Bytes).Select(variant => (file + variant.Extension, variant.Bytes)), (file, document.Bytes)];
        foreach (var outdated in VariantsOf(file).Except(files.Select(part => part.Name)).ToList())
            File.Delete(Path.Combine(root, outdated));
        manifest.Add(files.Select(part => part.Name));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(spare, bytes, cancellationToken);
            File.SetLastWriteTimeUtc(spare, modified);
            File.Move(spare, Path.Combine(root, name), overwrite: true);
            current.Add(name);
        }
    }

    /// <summary>What the service would say; later than what is replaced, because servers make validators of it.</summary>
    private DateTime ModifiedAt(StaticDocument document, string target)
    {
        var wanted = (document.LastModified ?? clock.GetUtcNow()).UtcDateTime;
        var before = File.Exists(target) ? File.GetLastWriteTimeUtc(target) : DateTime.MinValue;
        return wanted > before ? wanted : before.AddSeconds(1);
    }

    private void Remove(string file)
    {
        var path = Path.Combine(root, file);
        File.Delete(path);
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
            Directory.Delete(folder);
    }
}

/// <summary>The folder cannot be written to; the message says why.</summary>
internal sealed class UnusableFolderException(string message) : Exception(message);
