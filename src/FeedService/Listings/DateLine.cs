// Lines that say when: dates as a dozen languages write them, in any script's digits.
using System.Globalization;

namespace FeedService.Listings;

/// <summary>What a line says about time.</summary>
/// <param name="Date">Day and time of day in UTC, where the line names a whole date that can be read in one way only.</param>
/// <param name="OtherLetters">Letters in the line that are no part of a date or time of day.</param>
internal readonly record struct DateLine(DateTimeOffset? Date, int OtherLetters)
{
    private const int LongestLine = 160;

    /// <summary>Month names, full and short, by language; all lower case, without a final dot.</summary>
    private static readonly string[] MonthNames =
    [
        "january jan januar jänner janvier janv enero ene janeiro gennaio gen январь января янв जनवरी يناير ינואר בינואר januari styczeń stycznia ocak leden ledna",
        "february feb februar februari février févr fév febrero fevereiro fev febbraio febb февраль февраля фев февр फ़रवरी फरवरी فبراير פברואר בפברואר luty lutego şubat únor února",
        "march mar märz mrz mär mars marzo março marz март марта мар मार्च مارس מרץ במרץ מרס maart marzec marca mart březen března",
        "april apr avril avr abril abr aprile апрель апреля апр अप्रैल أبريل ابريل אפריל באפריל kwiecień kwietnia nisan duben dubna",
        "may mai mayo maio maggio mag май мая मई مايو מאי במאי mei maj maja mayıs květen května",
        "june jun juni juin junio junho giugno giu июнь июня июн जून يونيو יוני ביוני czerwiec czerwca haziran červen června",
        "july jul juli juillet juil julio julho luglio lug июль июля июл जुलाई يوليو יולי ביולי lipiec lipca temmuz červenec července",
        "august aug août agosto ago ago август августа авг अगस्त أغسطس אוגוסט באוגוסט augustus sierpień sierpnia ağustos srpen srpna",
        "september sep sept septembre septiembre setembro set settembre sett сентябрь сентября сен сент सितंबर सितम्बर سبتمبر ספטמבר בספטמבר wrzesień września eylül září",
        "october oct oktober okt octobre octubre outubro out ottobre ott октябрь октября окт अक्टूबर अक्तूबर أكتوبر אוקטובר באוקטובר październik października ekim říjen října",
        "november nov novembre noviembre novembro ноябрь ноября ноя нояб नवंबर नवम्बर نوفمبر נובמבר בנובמבר listopad listopada kasım listopadu",
        "december dec dezember dez décembre déc diciembre dic dezembro dicembre декабрь декабря дек दिसंबर दिसम्बर ديسمبر דצמבר בדצמבר grudzień grudnia aralık prosinec prosince",
    ];

    private static readonly Dictionary<string, int> Months = MonthNames
        .SelectMany((names, index) => names.Split(' ').Select(name => (name, month: index + 1)))
        .DistinctBy(pair => pair.name)
        .ToDictionary(pair => pair.name, pair => pair.month, StringComparer.Ordinal);

    /// <summary>Days of the week and the small words inside dates: they say nothing more, and count as part of the date.</summary>
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "de", "of", "the", "at", "um", "uhr", "à", "le", "el", "am", "pm", "del", "on", "den", "den", "th", "st", "nd", "rd", "er", "h", "г", "года", "в", "a", "às", "alle", "ore", "utc", "gmt", "cet", "cest", "في", "को", "बजे", "בשעה", "z", "t", "and", "to", "bis", "au", "hrs", "dal", "al",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mer", "jeu", "ven", "sam", "dim",
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "mié", "jue", "vie", "sáb", "dom",
        "segunda", "terça", "quarta", "quinta", "sexta", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "seg", "ter", "qua", "qui", "sex", "feira",
        "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "gio", "sab",
        "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "пн", "вт", "ср", "чт", "пт", "сб", "вс",
        "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार",
        "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
        "יום", "ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת",
        "年", "月", "日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日", "火", "水", "木", "金", "土",
        "년", "월", "일",
    };

    /// <summary>Null when the line names no date.</summary>
    public static DateLine? Read(string line, bool monthFirst)
    {
        if (line.Length > LongestLine || !line.Any(char.IsDigit))
            return null;
        var tokens = Tokens(line);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (ReadAt(tokens, at, monthFirst) is var (day, used))
                return new DateLine(WithTime(day, tokens), CountOtherLetters(tokens, at, used));
        }

        return tokens.FindIndex(token => token.IsNumber) is var time && IsTimeOfDay(tokens, time) ? new DateLine(null, CountOtherLetters(tokens, time, 4)) : null;
    }

    /// <summary>True when the line holds a date such as 3/25/2024, which only the month-first order can mean.</summary>
    public static bool IsMonthFirst(string line)
    {
        if (line.Length > LongestLine || !line.Contains('/', StringComparison.Ordinal))
            return false;
        var tokens = Tokens(line);
        return Enumerable.Range(0, Math.Max(0, tokens.Count - 4)).Any(at =>
            IsNumericDate(tokens, at) && tokens[at + 1].Text == "/" && tokens[at].Number is <= 12 && tokens[at + 2].Number is > 12 and <= 31 && tokens[at + 4].Number > 1900);
    }

    private static (DateTimeOffset? Day, int Used)? ReadAt(List<Token> tokens, int at, bool monthFirst) =>
        ReadNumeric(tokens, at, monthFirst) ?? ReadEastAsian(tokens, at) ?? ReadDayMonth(tokens, at) ?? ReadMonthDay(tokens, at);

    /// <summary>2024-03-05, 5.3.2024, 5/3/2024, 05.03.24.</summary>
    private static (DateTimeOffset?, int)? ReadNumeric(List<Token> tokens, int at, bool monthFirst)
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
        var ambiguous = first <= 12 && second <= 12 && first != second && tokens[at + 1].Text == "/";
        if (first <= 12 && (second > 12 || (ambiguous && monthFirst)))
            return Valid(year, first, second) is { } american ? (american, 5) : null;
        return Valid(year, second, first) is { } day ? (ambiguous ? null : day, 5) : null;
    }

    private static bool IsNumericDate(List<Token> tokens, int at) =>
        at + 4 < tokens.Count && tokens[at].IsNumber && tokens[at + 2].IsNumber && tokens[at + 4].IsNumber
        && tokens[at + 1].Text is "-" or "." or "/" && tokens[at + 3].Text == tokens[at + 1].Text;

    /// <summary>2024年3月5日, and the same in Korean.</summary>
    private static (DateTimeOffset?, int)? ReadEastAsian(List<Token> tokens, int at)
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
    private static (DateTimeOffset?, int)? ReadDayMonth(List<Token> tokens, int at)
    {
        if (!tokens[at].IsNumber || tokens[at].Number is < 1 or > 31)
            return null;
        var monthAt = Skip(tokens, at + 1);
        if (monthAt >= tokens.Count || !Months.TryGetValue(tokens[monthAt].Text, out var month))
            return null;
        var yearAt = Skip(tokens, monthAt + 1);
        return IsYear(tokens, yearAt)
            ? (Valid(tokens[yearAt].Number, month, tokens[at].Number), yearAt + 1 - at)
            : (null, monthAt + 1 - at);
    }

    /// <summary>March 5, 2024; March 2024; Mar 5.</summary>
    private static (DateTimeOffset?, int)? ReadMonthDay(List<Token> tokens, int at)
    {
        if (!Months.TryGetValue(tokens[at].Text, out var month))
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

    private static bool IsYear(List<Token> tokens, int at) => at < tokens.Count && tokens[at].Number is >= 1900 and < 2200;

    private static int Skip(List<Token> tokens, int at)
    {
        for (var skipped = 0; skipped < 3 && at < tokens.Count && !tokens[at].IsNumber && (tokens[at].Text is "." or "," or "-" or "،" || Fillers.Contains(tokens[at].Text)); skipped++)
            at++;
        return at;
    }

    private static DateTimeOffset? Valid(int year, int month, int day) =>
        year is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero)
            : null;

    /// <summary>19:30, 7.30 pm, 8 Uhr, 20h30.</summary>
    private static bool IsTimeOfDay(List<Token> tokens, int at)
    {
        if (at < 0 || tokens[at].Number is < 0 or > 24)
            return false;
        var minutes = at + 2 < tokens.Count && tokens[at + 1].Text is ":" or "：" or "." or "h" && tokens[at + 2].Number is >= 0 and < 60 && tokens[at + 2].Text.Length == 2;
        var unit = at + (minutes ? 3 : 1);
        return (minutes && tokens[at + 1].Text != ".") || (unit < tokens.Count && tokens[unit].Text is "am" or "pm" or "uhr" or "h" or "a" or "p" or "hrs" or "बजे" or "時" or "点" or "點");
    }

    private static DateTimeOffset? WithTime(DateTimeOffset? day, List<Token> tokens)
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

    private static int CountOtherLetters(List<Token> tokens, int at, int used)
    {
        var letters = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var isDate = (i >= at && i < at + used) || token.IsNumber || Fillers.Contains(token.Text) || Months.ContainsKey(token.Text);
            letters += isDate || !char.IsLetter(token.Text[0]) ? 0 : token.Text.Length;
        }

        return letters;
    }

    private static List<Token> Tokens(string line)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < line.Length;)
        {
            var end = at + 1;
            if (char.IsDigit(line[at]))
                end = RunEnd(line, at, char.IsDigit);
            else if (IsWordCharacter(line[at]))
                end = IsIdeograph(line[at]) ? IdeographEnd(line, at) : RunEnd(line, at, c => IsWordCharacter(c) && !IsIdeograph(c));
            if (!char.IsWhiteSpace(line[at]))
                tokens.Add(Token.Of(line[at..end]));
            at = end;
        }

        return tokens;
    }

    /// <summary>年, 月 and 日 stand alone after a number; any other ideographs make a word.</summary>
    private static int IdeographEnd(string line, int at) =>
        line[at] is '年' or '月' or '日' && at > 0 && char.IsDigit(line[at - 1]) ? at + 1 : RunEnd(line, at, IsIdeograph);

    private static int RunEnd(string line, int at, Func<char, bool> belongs)
    {
        while (at < line.Length && belongs(line[at]))
            at++;
        return at;
    }

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u9FFF';

    private static bool IsWordCharacter(char c) => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    /// <param name="Number">The value of a token of one to four digits, else -1.</param>
    private readonly record struct Token(string Text, int Number)
    {
        public bool IsNumber => Number >= 0;

        public static Token Of(string text)
        {
            if (!char.IsDigit(text[0]))
                return new Token(text.ToLowerInvariant(), -1);
            if (text.Length > 4)
                return new Token(text, -1);
            var number = 0;
            foreach (var digit in text)
                number = (number * 10) + CharUnicodeInfo.GetDecimalDigitValue(digit);
            return new Token(text, number);
        }
    }
}
