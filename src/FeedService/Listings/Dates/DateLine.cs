// Lines that say when: dates as a dozen languages write them, in any script's digits.
namespace FeedService.Listings.Dates;

/// <summary>What a line says about time.</summary>
/// <param name="Date">Day and time of day in UTC, where the line names a whole date that can be read in one way only.</param>
/// <param name="OtherLetters">Letters in the line that are no part of a date or time of day.</param>
/// <param name="Leads">The line begins with it.</param>
/// <param name="End">Where in the line the date ends.</param>
internal sealed record DateLine(DateTimeOffset? Date, int OtherLetters, bool Leads, int End)
{
    private const int LongestLine = 160;
    private const int LongestMonth = 10;

    /// <summary>Null when the line names no date.</summary>
    public static DateLine? Read(string line, DateOrder order)
    {
        if (line.Length > LongestLine || (line.Length > LongestMonth && !line.Any(char.IsDigit)))
            return null;
        var tokens = DateToken.Split(line);
        // A page that writes its dates over two lines has the month alone on one.
        if (tokens.TrueForAll(token => DateNames.Months.ContainsKey(token.Text)))
            return new DateLine(null, 0, true, 0);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (ReadAt(tokens, at, order) is var (day, used))
                return new DateLine(WithTime(day, tokens), CountOtherLetters(tokens, at, used), tokens.Take(at).All(token => DateNames.Fillers.Contains(token.Text)), tokens[at + used - 1].End);
        }

        return tokens.FindIndex(token => token.IsNumber) is var time && IsTimeOfDay(tokens, time) ? new DateLine(null, CountOtherLetters(tokens, time, 4), time == 0, 0) : null;
    }

    /// <summary>What a date with slashes says of the order: 25/3/2024 can mean one thing only, as 3/25/2024 can.</summary>
    public static DateOrder OrderIn(string line)
    {
        if (line.Length > LongestLine || !line.Contains('/', StringComparison.Ordinal))
            return DateOrder.Unknown;
        var tokens = DateToken.Split(line);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (IsNumericDate(tokens, at) && tokens[at + 1].Text == "/" && tokens[at + 4].Number > 1900 && tokens[at].Number <= 31 && tokens[at + 2].Number <= 31)
                return tokens[at].Number > 12 ? DateOrder.DayFirst : tokens[at + 2].Number > 12 ? DateOrder.MonthFirst : DateOrder.Unknown;
        }

        return DateOrder.Unknown;
    }

    private static (DateTimeOffset? Day, int Used)? ReadAt(List<DateToken> tokens, int at, DateOrder order) =>
        ReadNumeric(tokens, at, order) ?? ReadEastAsian(tokens, at) ?? ReadDayMonth(tokens, at) ?? ReadMonthDay(tokens, at);

    /// <summary>2024-03-05, 5.3.2024, 5/3/2024, 05.03.24.</summary>
    private static (DateTimeOffset?, int)? ReadNumeric(List<DateToken> tokens, int at, DateOrder order)
    {
        if (!IsNumericDate(tokens, at))
            return null;
        var (first, second, third) = (tokens[at].Number, tokens[at + 2].Number, tokens[at + 4].Number);
        if (first is >= 1900 and < 2200)
            return Valid(first, second, third) is { } iso ? (iso, 5) : null;
        var year = third < 100 && tokens[at + 4].Text.Length == 2 ? 2000 + third : third;
        if (year is < 1900 or >= 2200)
            return null;
        // Day and month may only be told apart by a day above 12, by dots, or by what the file's other dates say.
        var ambiguous = order == DateOrder.Unknown && first <= 12 && second <= 12 && first != second && tokens[at + 1].Text == "/";
        if (first <= 12 && (second > 12 || (order == DateOrder.MonthFirst && tokens[at + 1].Text == "/")))
            return Valid(year, first, second) is { } american ? (american, 5) : null;
        return Valid(year, second, first) is { } day ? (ambiguous ? null : day, 5) : null;
    }

    private static bool IsNumericDate(List<DateToken> tokens, int at) =>
        at + 4 < tokens.Count && tokens[at].IsNumber && tokens[at + 2].IsNumber && tokens[at + 4].IsNumber
        && tokens[at + 1].Text is "-" or "." or "/" && tokens[at + 3].Text == tokens[at + 1].Text;

    /// <summary>2024年3月5日, and the same in Korean.</summary>
    private static (DateTimeOffset?, int)? ReadEastAsian(List<DateToken> tokens, int at)
    {
        if (at + 3 >= tokens.Count || !tokens[at].IsNumber)
            return null;
        if (tokens[at + 1].Text[0] is '月' or '월' && tokens[at + 2].IsNumber && tokens[at + 3].Text[0] is '日' or '일')
            return (null, 4);
        return at + 5 < tokens.Count
            && tokens[at + 1].Text is "年" or "년" && tokens[at + 2].IsNumber && tokens[at + 3].Text is "月" or "월" && tokens[at + 4].IsNumber && tokens[at + 5].Text[0] is '日' or '일'
            && Valid(tokens[at].Number, tokens[at + 2].Number, tokens[at + 4].Number) is { } day ? (day, 6) : null;
    }

    /// <summary>5 March 2024, 5. März 2024, 5 de marzo de 2024, 5 марта 2024 г., 5 March.</summary>
    private static (DateTimeOffset?, int)? ReadDayMonth(List<DateToken> tokens, int at)
    {
        if (!tokens[at].IsNumber || tokens[at].Number is < 1 or > 31)
            return null;
        var monthAt = Skip(tokens, at + 1);
        if (monthAt >= tokens.Count || !DateNames.Months.TryGetValue(tokens[monthAt].Text, out var month))
            return null;
        var yearAt = Skip(tokens, monthAt + 1);
        return IsYear(tokens, yearAt)
            ? (Valid(tokens[yearAt].Number, month, tokens[at].Number), yearAt + 1 - at)
            : (null, monthAt + 1 - at);
    }

    /// <summary>March 5, 2024; March 2024; Mar 5.</summary>
    private static (DateTimeOffset?, int)? ReadMonthDay(List<DateToken> tokens, int at)
    {
        if (!DateNames.Months.TryGetValue(tokens[at].Text, out var month))
            return null;
        var dayAt = Skip(tokens, at + 1);
        if (IsYear(tokens, dayAt))
            return (null, dayAt + 1 - at);
        if (dayAt >= tokens.Count || tokens[dayAt].Number is < 1 or > 31)
            return null;
        var yearAt = Skip(tokens, dayAt + 1);
        return IsYear(tokens, yearAt)
            ? (Valid(tokens[yearAt].Number, month, tokens[dayAt].Number), yearAt + 1 - at)
            : (null, dayAt + 1 - at);
    }

    private static bool IsYear(List<DateToken> tokens, int at) => at < tokens.Count && tokens[at].Number is >= 1900 and < 2200;

    private static int Skip(List<DateToken> tokens, int at)
    {
        for (var skipped = 0; skipped < 3 && at < tokens.Count && !tokens[at].IsNumber && (tokens[at].Text is "." or "," or "-" or "،" || DateNames.Fillers.Contains(tokens[at].Text)); skipped++)
            at++;
        return at;
    }

    private static DateTimeOffset? Valid(int year, int month, int day) =>
        year is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero)
            : null;

    /// <summary>19:30, 7.30 pm, 8 Uhr, 20h30.</summary>
    private static bool IsTimeOfDay(List<DateToken> tokens, int at)
    {
        if (at < 0 || tokens[at].Number is < 0 or > 24)
            return false;
        var minutes = at + 2 < tokens.Count && tokens[at + 1].Text is ":" or "：" or "." or "h" && tokens[at + 2].Number is >= 0 and < 60 && tokens[at + 2].Text.Length == 2;
        var unit = at + (minutes ? 3 : 1);
        return (minutes && tokens[at + 1].Text != ".") || (unit < tokens.Count && tokens[unit].Text is "am" or "pm" or "uhr" or "h" or "a" or "p" or "hrs" or "बजे" or "時" or "点" or "點");
    }

    private static DateTimeOffset? WithTime(DateTimeOffset? day, List<DateToken> tokens)
    {
        for (var at = 0; day is not null && at + 2 < tokens.Count; at++)
        {
            if (tokens[at].Number is >= 0 and < 24 && tokens[at + 1].Text is ":" or "：" && tokens[at + 2].Number is >= 0 and < 60 && tokens[at + 2].Text.Length == 2)
            {
                var afternoon = at + 3 < tokens.Count && tokens[at + 3].Text == "pm" && tokens[at].Number < 12 ? 12 : 0;
                return day.Value.AddHours(tokens[at].Number + afternoon).AddMinutes(tokens[at + 2].Number);
            }
        }

        return day;
    }

    private static int CountOtherLetters(List<DateToken> tokens, int at, int used)
    {
        var letters = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var isDate = (i >= at && i < at + used) || token.IsNumber || DateNames.Fillers.Contains(token.Text) || DateNames.Months.ContainsKey(token.Text);
            letters += isDate || !char.IsLetter(token.Text[0]) ? 0 : token.Text.Length;
        }

        return letters;
    }
}

/// <summary>In which order a file writes the days and months of dates with slashes.</summary>
internal enum DateOrder
{
    Unknown,
    DayFirst,
    MonthFirst,
}
