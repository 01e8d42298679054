-- So that an open page follows how far a calculation is.
CREATE TRIGGER planning_jobs_notify AFTER INSERT OR UPDATE ON planning_jobs FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
