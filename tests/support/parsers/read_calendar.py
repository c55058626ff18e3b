"""Reads {"text", "block", "times", "rules"} as JSON and prints, as JSON, what Python's programs and libical understand.

text: a whole calendar. block: a VTIMEZONE, and times: local times (20260906T120000) to give the offset of, in seconds.
rules: RRULE values with their first day and the last one wanted, whose days dateutil tells.
"""
import ctypes
import io
import json
import sys
import warnings
from datetime import datetime
from itertools import takewhile

import icalendar
import vobject
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

warnings.simplefilter("ignore")
VEVENT = 4


class Time(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "date", "dst")]
    _fields_ += [("zone", ctypes.c_void_p)]


libical = ctypes.CDLL("libical.so.3")
libical.icalparser_parse_string.restype = libical.icaltimezone_new.restype = ctypes.c_void_p
libical.icaltime_from_string.restype = Time


def with_icalendar(text):
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return {"errors": sum(len(event.errors) for event in events), "events": [plain(event) for event in events]}


def plain(event):
    start = event["DTSTART"].dt
    utc = hasattr(start, "hour") and start.timestamp()
    return {"uid": str(event["UID"]), "title": str(event["SUMMARY"]), "start": start.isoformat(), "unix": utc or None}


def with_vobject(text):
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    organizers = [event.organizer for event in calendar.vevent_list if hasattr(event, "organizer")]
    names = [organizer.params["CN"] for organizer in organizers]
    return {"events": [event.summary.value for event in calendar.vevent_list], "organizers": names}


def with_libical(text):
    component = parsed(text)
    return {
        "restriction": libical.icalrestriction_check(component),
        "errors": libical.icalcomponent_count_errors(component),
        "events": libical.icalcomponent_count_components(component, VEVENT),
    }


def parsed(text):
    component = libical.icalparser_parse_string(text.encode())
    if not component:
        raise ValueError("libical reads no component")
    return ctypes.c_void_p(component)


def offsets_in_dateutil(block, times):
    zone = tzical(io.StringIO(block)).get()
    read = [datetime.strptime(time, "%Y%m%dT%H%M%S").replace(tzinfo=zone) for time in times]
    return [int(time.utcoffset().total_seconds()) for time in read]


def offsets_in_libical(block, times):
    zone = ctypes.c_void_p(libical.icaltimezone_new())
    libical.icaltimezone_set_component(zone, parsed(block))
    read = [libical.icaltime_from_string(time.encode()) for time in times]
    return [libical.icaltimezone_get_utc_offset(zone, ctypes.byref(time), None) for time in read]


def days_of(rule, first, until):
    dates = rrulestr(rule, dtstart=datetime.fromisoformat(first))
    return [date.date().isoformat() for date in takewhile(lambda date: date <= datetime.fromisoformat(until), dates)]


def complaint_or(read, text):
    try:
        return read(text)
    except Exception as error:
        return {"complaint": f"{type(error).__name__}: {error}"}


asked = json.load(sys.stdin)
answer = {}
if "text" in asked:
    readers = {"icalendar": with_icalendar, "vobject": with_vobject, "libical": with_libical}
    answer = {name: complaint_or(read, asked["text"]) for name, read in readers.items()}
if "block" in asked:
    answer["dateutil"] = offsets_in_dateutil(asked["block"], asked["times"])
    answer["libical"] = offsets_in_libical(asked["block"], asked["times"])
if "rules" in asked:
    answer["days"] = [days_of(**rule) for rule in asked["rules"]]
json.dump(answer, sys.stdout)
