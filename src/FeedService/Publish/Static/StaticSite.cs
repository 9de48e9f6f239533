// publish: the whole site as files, for any web server. Runs beside the service, on the same database.
using FeedService.Model;
using FeedService.Storage;

namespace FeedService.Publish.Static;

internal sealed class StaticSite(FeedReader reader, ItemDocuments items, TopicDocuments topics, FeedDocuments feeds, Site site, TimeProvider clock)
{
    /// <summary>A service that takes in listings meanwhile changes what was written first; this often it is all gone through again.</summary>
    private const int MostRounds = 5;

    private readonly Site site = site with { IsStatic = true };

    /// <exception cref="UnusableFolderException">The folder is somebody else's.</exception>
    public async Task<PublishSummary> WriteAsync(string path, CancellationToken cancellationToken)
    {
        using var folder = SiteFolder.Open(path, clock);
        for (var round = 1; ; round++)
        {
            var states = await reader.TopicsChangedAfterAsync(0, cancellationToken);
            folder.Begin();
            await WriteAsync(folder, [.. states.Where(state => site.IsOpen(state.Slug))], cancellationToken);
            var later = await reader.TopicsChangedAfterAsync(states.Count == 0 ? 0 : states[^1].Revision, cancellationToken);
            if (later.Count == 0 || round == MostRounds)
                return folder.Finish();
        }
    }

    /// <summary>What is linked to comes before what links there: nobody who reads meanwhile follows a link into nothing.</summary>
    private async Task WriteAsync(SiteFolder folder, IReadOnlyList<TopicState> states, CancellationToken cancellationToken)
    {
        foreach (var document in FixedDocuments.Of(site))
            await folder.PutAsync(document, cancellationToken);
        await foreach (var document in items.ReadAsync(site, cancellationToken))
            await folder.PutAsync(document, cancellationToken);
        foreach (var state in states)
        {
            await foreach (var document in topics.ReadAsync(site, state.Slug, cancellationToken))
                await folder.PutAsync(document, cancellationToken);
            await foreach (var document in feeds.ReadAsync(state, cancellationToken))
                await folder.PutAsync(document, cancellationToken);
        }
        await foreach (var document in topics.ReadOverviewAsync(site, cancellationToken))
            await folder.PutAsync(document, cancellationToken);
    }
}
