package io.tlswhy.incident;

/** Is told what becomes of incidents, on an agent's thread. */
public interface IncidentListener {
  /** Something became of an incident. */
  void onEvent(IncidentEvent event);
}
