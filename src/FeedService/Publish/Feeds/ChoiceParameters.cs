// Reads a subscriber's choice from a feed's query: canonical, or refused with a sentence that says why.
using System.Globalization;
using FeedService.Ledger;
using FeedService.Model;
using Microsoft.Extensions.Primitives;

namespace FeedService.Publish.Feeds;

/// <summary>A query as understood: a choice, a fault, or neither where it holds none of our parameters.</summary>
internal readonly record struct ChoiceReading(Choice? Choice, string? Fault);

internal static class ChoiceParameters
{
    private const int MostTopics = 20;
    private const int MostWords = 10;
    private const int MostLetters = 200;

    /// <param name="slug">The topic whose feed is asked for.</param>
    /// <param name="isTopic">Whether there is a topic with this slug.</param>
    public static ChoiceReading Read(string slug, IQueryCollection query, Func<string, bool> isTopic)
    {
        try
        {
            var choice = new Choice
            {
                Slug = slug,
                Topics = Without(slug, Topics("topics", query, isTopic)),
                Not = Topics("not", query, isTopic),
                Words = Words(query["q"]),
                Limit = Limit(query["limit"]),
            };
            RefuseContradictions(choice);
            return new ChoiceReading(choice.Query.Length == 0 ? null : choice, Fault: null);
        }
        catch (SenselessException senseless)
        {
            return new ChoiceReading(Choice: null, senseless.Message);
        }
    }

    private static IReadOnlyList<string> Topics(string name, IQueryCollection query, Func<string, bool> isTopic)
    {
        if (!query.TryGetValue(name, out var values))
            return [];
        var slugs = Joined(values, ',').Split(',').Select(slug => slug.Trim().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (slugs.Contains(""))
            throw new SenselessException($"\"{name}\" needs topics, with commas between them, such as {name}={Topic.All}.");
        if (slugs.Count > MostTopics)
            throw new SenselessException($"\"{name}\" takes at most {MostTopics} topics.");
        if (slugs.Find(slug => !isTopic(slug)) is { } unknown)
            throw new SenselessException($"\"{name}\" names a topic that is not here: \"{Shown(unknown)}\".");
        return slugs;
    }

    /// <summary>Everything in a topic is in that topic and in <c>all</c>: to say so chooses nothing.</summary>
    private static IReadOnlyList<string> Without(string slug, IReadOnlyList<string> topics) => topics.Contains(slug) || topics.Contains(Topic.All) ? [] : topics;

    private static IReadOnlyList<string> Words(StringValues values)
    {
        if (values.Count == 0)
            return [];
        var text = Joined(values, ' ');
        if (text.Length > MostLetters)
            throw new SenselessException($"\"q\" takes at most {MostLetters} characters.");
        var words = WordQuery.Fold(text);
        return words.Count switch
        {
            0 => throw new SenselessException("\"q\" needs a word: letters or digits."),
            > MostWords => throw new SenselessException($"\"q\" takes at most {MostWords} words."),
            _ => words,
        };
    }

    private static int? Limit(StringValues values)
    {
        if (values.Count == 0)
            return null;
        if (values.Count == 1 && int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Choice.MostItems)
            return limit;
        throw new SenselessException($"\"limit\" is a number from 1 to {Choice.MostItems}, given once, not \"{Shown(values.ToString())}\".");
    }

    private static void RefuseContradictions(Choice choice)
    {
        if (choice.Not.Contains(choice.Slug) || choice.Not.Contains(Topic.All))
            throw new SenselessException("\"not\" leaves nothing over: it names the topic that is chosen from.");
        if (choice.Topics.Count > 0 && choice.Topics.All(choice.Not.Contains))
            throw new SenselessException("\"not\" leaves nothing over: it names every topic that \"topics\" names.");
    }

    private static string Joined(StringValues values, char separator) => string.Join(separator, values.ToArray());

    /// <summary>Enough of a stranger's text to recognise it.</summary>
    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private sealed class SenselessException(string message) : Exception(message);
}
