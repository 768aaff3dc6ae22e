"""Places for questions go to who waits longest, and none is lost where somebody gives up."""

from threading import Thread
from time import sleep

from publication.people_sql.places import Places, places_for

WAITING = 60.0


def test_who_waits_longest_is_next_and_who_gives_up_loses_no_place() -> None:
    places, order = Places(1), []
    assert places.take(WAITING)
    assert not places.take(0.01)

    def wait(number: int) -> None:
        assert places.take(WAITING)
        order.append(number)
        places.give_back()

    threads = []
    for number in range(3):
        threads.append(Thread(target=wait, args=(number,)))
        threads[-1].start()
        while len(places._waiting) <= number:
            sleep(0.001)
    places.give_back()
    assert places.take(WAITING), "who asks again comes after those that wait"
    assert order == [0, 1, 2]
    for thread in threads:
        thread.join()
    assert not places.take(0.01)
    places.give_back()
    assert places.take(WAITING)


def test_questions_at_once_take_half_of_the_memory_and_leave_every_core_its_share() -> None:
    gibibyte = 1 << 30
    assert [places_for(memory * gibibyte, 2) for memory in (1, 4, 24, 256)] == [1, 2, 12, 16]
    assert places_for(256 * gibibyte, 32) == 128
