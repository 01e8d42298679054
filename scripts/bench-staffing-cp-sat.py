"""Solves one staffing question for named people with OR-Tools CP-SAT, to compare with.

Reads a problem as JSON on standard input (see src/main/bench-staffing.ts), writes {objective, bound, status, seconds} as JSON.
Positions count in thousandths, money in tenths of a cent, time in quarters of an hour.
"""

import json
import sys

from ortools.sat.python import cp_model

THOUSAND = 1000


def main():
    problem = json.load(sys.stdin)
    model = cp_model.CpModel()
    options = problem["options"]
    people = problem["people"]
    prices = problem["prices"]
    chosen = [model.new_bool_var(f"x{i}") for i in range(len(options))]
    cost = [round(option["wage"] * THOUSAND) * chosen[i] for i, option in enumerate(options)]

    per_day, per_week, per_pool, cover = {}, {}, {}, {}
    for i, option in enumerate(options):
        quarters = round(option["hours"] * 4)
        week = problem["weekOf"][option["day"]]
        per_day.setdefault((option["person"], option["day"]), []).append(chosen[i])
        per_week.setdefault((option["person"], week), []).append(quarters * chosen[i])
        pool = people[option["person"]]["pool"]
        if pool >= 0:
            per_pool.setdefault(pool, []).append(quarters * chosen[i])
        for interval in option["covers"]:
            cover.setdefault(interval, []).append((people[option["person"]], chosen[i]))
    for together in per_day.values():
        model.add_at_most_one(together)
    for (person, week), terms in per_week.items():
        left = round(people[person]["hoursLeft"][week] * 4)
        model.add(sum(terms) <= left)
        contract = people[person]["contractLeft"][week]
        if contract is not None and contract * 4 < left:
            overtime = model.new_int_var(0, left, f"overtime{person}_{week}")
            model.add(overtime >= sum(terms) - round(contract * 4))
            per_quarter = people[person]["costPerHour"] * (prices["overtimeFactor"] - 1) / 4
            cost.append(round(per_quarter * THOUSAND) * overtime)
    for pool, terms in per_pool.items():
        budget = problem["pools"][pool]["budgetHours"]
        if budget is not None:
            model.add(sum(terms) <= round(budget * 4))
    for interval, missing in enumerate(problem["missing"]):
        terms = cover.get(interval, [])
        if missing > 0:
            short = model.new_int_var(0, round(missing * THOUSAND) + THOUSAND, f"short{interval}")
            filled = sum(round(who["positions"] * THOUSAND) * x for who, x in terms)
            model.add(filled + short >= round(missing * THOUSAND))
            cost.append(round(prices["shortagePerHour"] * problem["hours"][interval]) * short)
        trainees = [x for who, x in terms if who["trainee"]]
        if trainees:
            ratio = prices["traineesPerColleague"]
            room = ratio * problem["experienced"][interval] - problem["trainees"][interval]
            others = [x for who, x in terms if not who["trainee"]]
            model.add(sum(trainees) - ratio * sum(others) <= max(0, round(room)))
    model.minimize(sum(cost))

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = problem["seconds"]
    solver.parameters.num_workers = problem["workers"]
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    answer = {
        "objective": solver.objective_value / THOUSAND if found else None,
        "bound": solver.best_objective_bound / THOUSAND,
        "status": solver.status_name(status),
        "seconds": solver.wall_time,
    }
    json.dump(answer, sys.stdout)


main()
